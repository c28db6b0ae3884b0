import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { shippedLoops } from "../../../machines/catalogue.ts";
import { executionStandard } from "../../../machines/execution/standard.ts";
import type { LimitRef, LoopDefinition, LoopState } from "../../../machines/loop/definition.ts";
import { assembleLoop } from "../../../machines/loop/freeze-loop.ts";
import { proveLoop } from "../../../machines/loop/proof/prove-loop.ts";
import { count, forget, go, remembered, reset } from "../../../machines/loop/rules.ts";
import { branchesOf, mapBranches } from "../../../machines/loop/states.ts";
import { frozen, withState } from "../support.ts";

const prove = (definition: LoopDefinition, limits: Record<string, number> = {}) => proveLoop(assembleLoop(definition, limits));
const problems = (definition: LoopDefinition) => prove(definition).problems.map(({ code, path }) => `${code} ${path}`);

/** The definition without the actions on one counter: it is compared, but never counted. */
const uncounted = (definition: LoopDefinition, counter: string): LoopDefinition => ({
  ...definition,
  machine: mapBranches(definition.machine, (branch) => ({
    ...branch,
    actions: (branch.actions ?? []).filter((rule) => rule.params.counter !== counter),
  })),
});

describe("proveLoop()", () => {
  for (const definition of shippedLoops) {
    it(`proves ${definition.id} by a search of few configurations`, () => {
      const proof = proveLoop(frozen(definition));
      assert.deepEqual(proof.problems, []);
      assert.ok(proof.configurations < 1000, `${proof.configurations} configurations`);
    });

    for (const counter of Object.keys(definition.limits)) {
      it(`finds the cycle in ${definition.id} when nothing counts ${counter}`, () => {
        const { problems: found, bound } = prove(uncounted(definition, counter));
        const cycle = found.find(({ code }) => code === "loop.endless-cycle");
        assert.ok(cycle?.cycle && cycle.cycle.length > 0);
        assert.ok(cycle.message.includes("-> "), cycle.message);
        assert.equal(bound, 0);
      });
    }

    for (const [name, state] of Object.entries(definition.machine.states)) {
      if (!("on" in state)) continue;
      for (const terminal of Object.keys(state.on)) {
        it(`finds that ${definition.id} no longer handles ${terminal} in ${name}`, () => {
          const { [terminal]: _removed, ...on } = state.on;
          assert.ok(problems(withState(definition, name, { on })).includes(`loop.unhandled-terminal stages.${name}.on.${terminal}`));
        });
      }
      it(`finds when nothing leads to ${name} in ${definition.id} any more`, () => {
        const entries = Object.fromEntries(Object.entries(definition.entries).filter(([, stage]) => stage !== name));
        const kept = (branch: { target: string }) => branch.target !== name;
        const states = Object.entries(definition.machine.states).map(([key, old]): [string, LoopState<LimitRef>] => {
          if ("always" in old) return [key, { always: old.always.filter(kept) }];
          if (!("on" in old)) return [key, old];
          return [key, { on: Object.fromEntries(Object.entries(old.on).map(([t, branches]) => [t, branches.filter(kept)])) }];
        });
        const cut = { ...definition, entries, machine: { ...definition.machine, states: Object.fromEntries(states) } };
        assert.ok(problems(cut).includes(`loop.unreachable-state stages.${name}`));
      });
    }
  }

  it("prints the cycle with its terminals", () => {
    const [first] = prove(uncounted(executionStandard, "fixCycles")).problems;
    assert.equal(
      first?.message,
      "A run could go round for ever: doublechecker -FIX_NEEDED-> fixer -FIXER_COMPLETE-> doublechecker uses up no counter.",
    );
    assert.deepEqual(first?.cycle, [
      { stage: "doublechecker", terminal: "FIX_NEEDED" },
      { stage: "fixer", terminal: "FIXER_COMPLETE" },
    ]);
  });

  it("finds the cycle when a counter is reset on it, and when a guard is removed but the counting stays", () => {
    const resetting = withState(executionStandard, "fixer", {
      on: { FIXER_COMPLETE: [go("doublechecker", null, reset("fixCycles"))], BLOCKED: [go("recovering")] },
    });
    assert.ok(problems(resetting).some((text) => text.startsWith("loop.endless-cycle")));
    const unguarded = withState(executionStandard, "recovering", { always: [go("troubleshooter", null, count("troubleshoots"))] });
    assert.ok(problems(unguarded).some((text) => text.startsWith("loop.endless-cycle")));
  });

  it("finds the cycle when a counter is counted on it, but compared only elsewhere", () => {
    const unguarded = withState(executionStandard, "checker", {
      on: { CHECKER_PASS: [go("updater")], FIX_NEEDED: [go("fixer", null, count("fixCycles"))], BLOCKED: [go("recovering")] },
    });
    const { fixer } = executionStandard.machine.states;
    assert.ok(fixer && "on" in fixer);
    const again = withState(unguarded, "fixer", { on: { ...fixer.on, FIXER_COMPLETE: [go("checker"), go("doublechecker")] } });
    assert.ok(problems(again).includes("loop.endless-cycle stages.fixer.on.FIXER_COMPLETE"));
  });

  it("finds a state that only a condition which never holds leads to", () => {
    const never = withState(executionStandard, "resuming", {
      always: [go("napping", remembered("consultant")), go("builder", null, forget)],
    });
    assert.deepEqual(problems(withState(never, "napping", { always: [go("builder")] })), ["loop.unreachable-state choices.napping"]);
  });

  it("finds a cycle of choices alone", () => {
    const spinning = withState(executionStandard, "recovering", { always: [go("resuming")] });
    const both = withState(spinning, "resuming", { always: [go("recovering")] });
    const cycle = prove(both).problems.find(({ code }) => code === "loop.endless-cycle");
    assert.equal(cycle?.path, "choices.recovering");
    assert.ok(cycle?.message.includes("recovering -> resuming -> recovering"), cycle?.message);
  });

  it("finds a choice that is left without a branch once the counters are spent", () => {
    const { recovering } = executionStandard.machine.states;
    assert.ok(recovering && "always" in recovering);
    const cut = withState(executionStandard, "recovering", { always: recovering.always.slice(0, 2) });
    const { problems: found } = prove(cut);
    assert.deepEqual(
      found.map(({ code }) => code),
      ["loop.stuck-choice", "loop.unreachable-state"],
    );
    assert.ok(found[0]?.message.includes('"consults":1'));
  });

  it("does not call a state unreachable when a limit of zero closes its door on purpose", () => {
    const proof = proveLoop(frozen(executionStandard, { consults: 0, fixCycles: 0 }));
    assert.deepEqual(proof.problems, []);
  });

  it("gives a longest path that is as long as the bound, and can be walked", () => {
    const loop = frozen(executionStandard);
    const { longestPath, bound } = proveLoop(loop);
    assert.equal(longestPath.length, bound);
    for (const [index, { stage, terminal }] of longestPath.entries()) {
      const state = loop.config.states[stage];
      assert.ok(state && terminal && branchesOf(stage, state).length > 0, `${index}`);
    }
  });

  it("refuses a loop with too many configurations instead of hanging, before and while it searches", () => {
    const large = prove(executionStandard, { fixCycles: 1000, troubleshoots: 1000, consults: 1000 });
    assert.deepEqual(
      large.problems.map(({ code }) => code),
      ["loop.too-large"],
    );
    const searched = proveLoop(frozen(executionStandard), 100);
    assert.deepEqual(
      searched.problems.map(({ code }) => code),
      ["loop.too-large"],
    );
    assert.ok(searched.problems[0]?.message.includes("fixCycles = 2"));
  });

  it("searches a deep loop without a deep stack", () => {
    const proof = proveLoop(frozen(executionStandard, { fixCycles: 1000, troubleshoots: 1, consults: 1 }));
    assert.deepEqual(proof.problems, []);
    assert.ok(proof.bound > 2000, `${proof.bound}`);
  });
});
