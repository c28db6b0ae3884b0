import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { shippedLoops } from "../../../machines/catalogue.ts";
import { executionStandard } from "../../../machines/execution/standard.ts";
import { legalTerminals } from "../../../machines/loop/legal-terminals.ts";
import { loopText } from "../../../machines/loop/loop-text.ts";
import { explore } from "../../../machines/loop/proof/explore.ts";
import { loopTable } from "../../../machines/loop/proof/loop-table.ts";
import { proveLoop } from "../../../machines/loop/proof/prove-loop.ts";
import { below, go } from "../../../machines/loop/rules.ts";
import { refutation, startLoop, stepLoop } from "../../../machines/loop/step-loop.ts";
import { begin, compiled, frozen, withState } from "../support.ts";

describe("startLoop()", () => {
  it("begins at the entry of the kind, with the counters that the item kept", () => {
    const at = begin(frozen(executionStandard), "task", { fixCycles: 2 });
    assert.deepEqual(at, { stage: "builder", context: { counters: { fixCycles: 2 }, remembered: null } });
  });

  it("refuses a kind without entry, and names those there are", () => {
    for (const kind of ["spec", "constructor"]) {
      assert.deepEqual(startLoop(frozen(executionStandard), kind), { ok: false, code: "loop.no-entry", kinds: ["task"] });
    }
  });
});

describe("stepLoop()", () => {
  const loop = compiled(frozen(executionStandard));
  const at = begin(loop, "task");

  it("refuses a terminal that the stage may not report, and names the legal ones", () => {
    for (const terminal of ["CHECKER_PASS", "", "*", "xstate.init", "toString"]) {
      const refused = { ok: false, code: "loop.illegal-terminal", legal: ["BUILDER_COMPLETE", "BLOCKED"] };
      assert.deepEqual(stepLoop(loop, at, terminal), refused);
    }
  });

  it("refuses a stage that the loop does not have, and states that are no stages", () => {
    for (const stage of ["tester", "recovering", "done", "constructor"]) {
      assert.deepEqual(stepLoop(loop, { ...at, stage }, "BLOCKED"), { ok: false, code: "loop.unknown-stage", legal: [] });
    }
  });

  it("follows choices within one step, counts, and leaves the given position alone", () => {
    const stepped = stepLoop(loop, at, "BLOCKED");
    const context = { counters: { troubleshoots: 1 }, remembered: "builder" };
    assert.deepEqual(stepped, { ok: true, next: { type: "stage", at: { stage: "troubleshooter", context } } });
    assert.deepEqual(at, begin(loop, "task"));
  });

  it("refuses a terminal when every guard refuses, which no proof lets through", () => {
    const guarded = { on: { BUILDER_COMPLETE: [go("checker", below("fixCycles"))], BLOCKED: [go("recovering")] } };
    const loop = compiled(frozen(withState(executionStandard, "builder", guarded)));
    const spent = begin(loop, "task", { fixCycles: 2 });
    assert.deepEqual(stepLoop(loop, spent, "BUILDER_COMPLETE"), {
      ok: false,
      code: "loop.illegal-terminal",
      legal: ["BUILDER_COMPLETE", "BLOCKED"],
    });
  });

  it("gives up on choices that lead to each other, which no proof lets through, instead of hanging", () => {
    const spinning = withState(executionStandard, "recovering", { always: [go("resuming")] });
    const loop = compiled(frozen(withState(spinning, "resuming", { always: [go("recovering")] })));
    assert.throws(() => stepLoop(loop, at, "BLOCKED"), /Infinite loop/);
  });

  it("says at a final what becomes of the item, and why", () => {
    const context = { counters: { consults: 1 }, remembered: null };
    const stepped = stepLoop(loop, { stage: "consultant", context }, "NEEDS_PLANNING");
    const next = { type: "final", state: "needs_planning", item: "handoff", reason: "consultant_needs_planning", context };
    assert.deepEqual(stepped, { ok: true, next });
  });
});

describe("refutation()", () => {
  it("turns a refuted pass of a verdict stage into its fix, and nothing else", () => {
    const loop = frozen(executionStandard);
    assert.equal(refutation(loop, "checker", "CHECKER_PASS"), "FIX_NEEDED");
    assert.equal(refutation(loop, "doublechecker", "DOUBLECHECK_PASS"), "FIX_NEEDED");
    assert.equal(refutation(loop, "checker", "BLOCKED"), null);
    assert.equal(refutation(loop, "builder", "BUILDER_COMPLETE"), null);
  });
});

for (const definition of shippedLoops) {
  const overridden = Object.fromEntries(Object.keys(definition.limits).map((name) => [name, 3]));
  for (const loop of [frozen(definition), frozen(definition, overridden)]) {
    const machine = compiled(loop);
    const again = compiled(JSON.parse(loopText(loop)));
    const limits = Object.values(loop.limits).join("/");

    describe(`${loop.id} with limits ${limits}`, () => {
      it("steps alike by XState, by XState rebuilt from its text, and by the table the proof uses, on every reachable move", () => {
        const { nodes } = explore(loop, 100_000);
        const table = loopTable(loop);
        let moves = 0;
        for (const { state, context } of nodes) {
          for (const terminal of legalTerminals(loop, state)) {
            let next = table.take(table.branches(state, terminal), context);
            while (next && table.branches(next.state, null).length > 0) next = table.take(table.branches(next.state, null), next.context);
            const stepped = stepLoop(machine, { stage: state, context }, terminal);
            assert.ok(stepped.ok);
            const where =
              stepped.next.type === "stage"
                ? { state: stepped.next.at.stage, context: stepped.next.at.context }
                : { state: stepped.next.state, context: stepped.next.context };
            assert.deepEqual(where, next);
            assert.deepEqual(stepLoop(again, { stage: state, context }, terminal), stepped);
            moves++;
          }
        }
        assert.ok(moves > 50, `only ${moves} moves compared`);
      });

      it("ends within the proved bound on random terminals, whatever counters the item brings along", () => {
        const { bounds } = proveLoop(loop);
        const counters = fc.dictionary(fc.constantFrom(...Object.keys(loop.limits)), fc.nat(9));
        const kinds = fc.constantFrom(...Object.keys(loop.entries));
        const property = fc.property(kinds, counters, fc.infiniteStream(fc.nat(99)), (kind, kept, choices) => {
          let at = begin(loop, kind, kept);
          for (let visits = 1; ; visits++) {
            assert.ok(visits <= (bounds[kind] ?? 0), `visit ${visits} of ${kind}, bound ${bounds[kind]}`);
            const legal = legalTerminals(loop, at.stage);
            const stepped = stepLoop(machine, at, legal[Number(choices.next().value) % legal.length] ?? "");
            assert.ok(stepped.ok);
            if (stepped.next.type === "final") return;
            at = stepped.next.at;
          }
        });
        fc.assert(property, { numRuns: 300 });
      });
    });
  }
}
