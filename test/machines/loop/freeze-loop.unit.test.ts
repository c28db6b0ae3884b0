import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { executionStandard } from "../../../machines/execution/standard.ts";
import type { LoopDefinition, StageRule } from "../../../machines/loop/definition.ts";
import { freezeLoop } from "../../../machines/loop/freeze-loop.ts";
import { loopText } from "../../../machines/loop/loop-text.ts";
import { rebuildLoop } from "../../../machines/loop/rebuild-loop.ts";
import { go } from "../../../machines/loop/rules.ts";
import { compiled, frozen, withState } from "../support.ts";

const codes = (definition: LoopDefinition, overrides = {}) => {
  const result = freezeLoop(definition, overrides);
  return result.ok ? [] : result.problems.map(({ code, path }) => `${code} ${path}`);
};

describe("freezeLoop()", () => {
  it("replaces each named limit by its number, overridden or default", () => {
    const { config, limits } = frozen(executionStandard, { fixCycles: 7 });
    assert.deepEqual(limits, { fixCycles: 7, troubleshoots: 2, consults: 1 });
    const { checker } = config.states;
    assert.ok(checker && "on" in checker);
    assert.deepEqual(checker.on.FIX_NEEDED?.[0]?.guard, { type: "counterBelow@1", params: { counter: "fixCycles", limit: 7 } });
    assert.ok(!JSON.stringify(config).includes("$limit"));
  });

  it("names the vocabulary it uses, and nothing else", () => {
    assert.deepEqual(Object.keys(frozen(executionStandard).vocabulary), [
      "count@1",
      "counterBelow@1",
      "forget@1",
      "remember@1",
      "remembered@1",
    ]);
  });

  it("refuses an unknown override and names the nearest limit", () => {
    const result = freezeLoop(executionStandard, { fixCycle: 1 });
    assert.ok(!result.ok);
    assert.deepEqual(result.problems, [
      {
        code: "loop.unknown-limit",
        path: "limits.fixCycle",
        message: 'The loop execution.standard has no limit "fixCycle".',
        fix: 'Did you mean "fixCycles"?',
      },
    ]);
  });

  it("refuses limits that are no whole number from 0 to 1000", () => {
    for (const value of [-1, 1.5, 1001, Number.NaN])
      assert.deepEqual(codes(executionStandard, { consults: value }), ["loop.bad-limit limits.consults"]);
  });

  it("refuses a target, an entry and a remembered stage that do not exist", () => {
    const lost = withState(executionStandard, "fixer", { on: { FIXER_COMPLETE: [go("doublecheker")], BLOCKED: [go("recovering")] } });
    assert.deepEqual(codes({ ...lost, entries: { task: "done" } }), [
      "loop.unknown-target entries.task",
      "loop.unknown-target stages.fixer.on.FIXER_COMPLETE[0].to",
    ]);
  });

  it("refuses a rule outside of the vocabulary, and one with other parameters", () => {
    const states = (type: string, params: Record<string, string>) =>
      withState(executionStandard, "recovering", {
        always: [{ target: "troubleshooter", guard: { type, params } }, go("consultant"), go("blocked")],
      });
    assert.ok(codes(states("counterBelow@9", {})).includes("loop.bad-rule choices.recovering[0].when"));
    assert.ok(codes(states("counterBelow@1", { counter: "x y" })).includes("loop.bad-rule choices.recovering[0].when"));
  });

  it("refuses a handler of an illegal terminal, and a legal one without handler", () => {
    const { fixer } = executionStandard.machine.states;
    assert.ok(fixer && "on" in fixer);
    const extra = withState(executionStandard, "fixer", { on: { ...fixer.on, FIXED: [go("done")] } });
    assert.deepEqual(codes(extra), ["loop.illegal-handler stages.fixer.on.FIXED"]);
    const fewer = withState(executionStandard, "fixer", { on: { FIXER_COMPLETE: [go("doublechecker")] } });
    assert.deepEqual(codes(fewer), ["loop.unhandled-terminal stages.fixer.on"]);
  });

  it("refuses a verdict stage whose pass or refutation is not a terminal", () => {
    const { checker } = executionStandard.stages;
    assert.ok(checker);
    const stages = { ...executionStandard.stages, checker: { ...checker, passes: ["CHECKER_PAS"], refutesTo: "NOPE" } };
    assert.deepEqual(codes({ ...executionStandard, stages }), [
      "loop.bad-verdict stages.checker.passes",
      "loop.bad-verdict stages.checker.refutes_to",
    ]);
  });

  it("refuses a refutation that is itself a pass, and verdicts without verifies", () => {
    const { checker } = executionStandard.stages;
    assert.ok(checker);
    const { verifies: _, ...silent } = checker;
    const stages = (rule: StageRule) => ({ ...executionStandard, stages: { ...executionStandard.stages, checker: rule } });
    assert.deepEqual(codes(stages({ ...checker, refutesTo: "CHECKER_PASS" })), ["loop.bad-verdict stages.checker.refutes_to"]);
    assert.deepEqual(codes(stages(silent)), ["loop.bad-verdict stages.checker.verifies"]);
  });

  it("refuses a branch after one that is always taken", () => {
    const dead = withState(executionStandard, "recovering", { always: [go("troubleshooter"), go("consultant"), go("blocked")] });
    assert.ok(codes(dead).includes("loop.dead-branch choices.recovering[1]"));
  });

  it("refuses an id of another plane, and a version below one", () => {
    assert.deepEqual(codes({ ...executionStandard, plane: "planning", version: 0 }), ["loop.plane-mismatch id", "loop.bad-id version"]);
  });
});

describe("loopText()", () => {
  it("is the same text after a round trip with keys in another order, and for the compiled loop", () => {
    const loop = frozen(executionStandard);
    const text = loopText(loop);
    const reversed = JSON.parse(text, (_key, value) =>
      value && typeof value === "object" && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value,
    );
    assert.equal(loopText(reversed), text);
    assert.equal(loopText(compiled(loop)), text);
  });

  it("changes with a limit, a target and a meaning", () => {
    const loop = frozen(executionStandard);
    const texts = [
      loopText(loop),
      loopText(frozen(executionStandard, { consults: 2 })),
      loopText(frozen(withState(executionStandard, "done", { type: "final", output: { item: "done", reason: "other" } }))),
      loopText({ ...loop, vocabulary: { ...loop.vocabulary, "count@1": "other" } }),
    ];
    assert.equal(new Set(texts).size, texts.length);
  });
});

describe("rebuildLoop()", () => {
  it("refuses vocabulary that it does not know", () => {
    const loop = frozen(executionStandard);
    const result = rebuildLoop({ ...loop, vocabulary: { ...loop.vocabulary, "counterBelow@2": "…" } });
    assert.deepEqual(result, { ok: false, code: "loop.unknown-vocabulary", entries: ["counterBelow@2"] });
  });

  it("refuses vocabulary whose meaning changed since it was frozen", () => {
    const loop = frozen(executionStandard);
    const result = rebuildLoop({ ...loop, vocabulary: { ...loop.vocabulary, "count@1": "count@1(counter:counter) adds two" } });
    assert.deepEqual(result, { ok: false, code: "loop.changed-vocabulary", entries: ["count@1"] });
  });
});
