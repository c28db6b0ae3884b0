import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { shippedLoops } from "../../machines/catalogue.ts";
import { executionStandard } from "../../machines/execution/standard.ts";
import { proveLoop } from "../../machines/loop/proof/prove-loop.ts";
import { planningStandard } from "../../machines/planning/standard.ts";
import { itemMachine } from "../../machines/runtime/item.ts";
import { lifecycleMachine } from "../../machines/runtime/lifecycle.ts";
import { runMachine } from "../../machines/runtime/run.ts";
import { compiled, frozen, walk } from "./support.ts";

const finals = (definition: (typeof shippedLoops)[number]) =>
  Object.fromEntries(Object.entries(definition.machine.states).flatMap(([name, state]) => ("output" in state ? [[name, state]] : [])));
const classes = (definition: (typeof shippedLoops)[number]) =>
  Object.fromEntries(Object.entries(definition.stages).map(([name, { resultClass }]) => [name, resultClass]));
const success = { BLOCKED: "blocked" } as const;

describe("shipped loops", () => {
  for (const definition of shippedLoops) {
    it(`${definition.id} has one id, and finals that are final`, () => {
      assert.equal(definition.machine.id, definition.id);
      for (const final of Object.values(finals(definition))) assert.equal(final.type, "final");
    });
  }

  it("end with an outcome and a word for why", () => {
    const outputs = (definition: (typeof shippedLoops)[number]) =>
      Object.fromEntries(Object.entries(finals(definition)).map(([name, { output }]) => [name, `${output.item}: ${output.reason}`]));
    assert.deepEqual(outputs(executionStandard), {
      done: "done: updater_complete",
      needs_planning: "handoff: consultant_needs_planning",
      blocked: "blocked: recovery_exhausted",
      consultant_blocked: "blocked: consultant_blocked",
    });
    assert.deepEqual(outputs(planningStandard), {
      done: "done: manager_complete",
      closed: "done: arbiter_complete",
      remediation_needed: "handoff: arbiter_remediation_needed",
      blocked: "blocked: mechanics_exhausted",
      arbiter_blocked: "blocked: arbiter_blocked",
    });
  });

  it("class what their terminals mean", () => {
    assert.deepEqual(classes(executionStandard), {
      builder: { BUILDER_COMPLETE: "success", ...success },
      checker: { CHECKER_PASS: "success", FIX_NEEDED: "followup_needed", ...success },
      fixer: { FIXER_COMPLETE: "success", ...success },
      doublechecker: { DOUBLECHECK_PASS: "success", FIX_NEEDED: "followup_needed", ...success },
      updater: { UPDATE_COMPLETE: "success", ...success },
      troubleshooter: { TROUBLESHOOT_COMPLETE: "success", ...success },
      consultant: { CONSULT_COMPLETE: "success", NEEDS_PLANNING: "escalate_planning", ...success },
    });
    assert.deepEqual(classes(planningStandard), {
      planner: { PLANNER_COMPLETE: "success", ...success },
      manager: { MANAGER_COMPLETE: "success", ...success },
      auditor: { AUDITOR_COMPLETE: "success", ...success },
      mechanic: { MECHANIC_COMPLETE: "success", ...success },
      arbiter: { ARBITER_COMPLETE: "success", REMEDIATION_NEEDED: "followup_needed", ...success },
    });
  });

  it("are proved, by a search of that size", () => {
    const { bounds, bound, configurations, transitions } = proveLoop(frozen(executionStandard));
    assert.deepEqual([bounds, bound, configurations, transitions], [{ task: 17 }, 17, 348, 480]);
    assert.deepEqual(proveLoop(frozen(planningStandard)).bounds, { spec: 6, idea: 6, incident: 7, closure: 2 });
  });

  for (const definition of shippedLoops) {
    it(`${definition.id} can be walked along the longest course that the proof names, to its end`, () => {
      const loop = compiled(frozen(definition));
      const { longestPath, bound, bounds } = proveLoop(loop);
      const kind = Object.entries(bounds).find(([, visits]) => visits === bound)?.[0] ?? "";
      const seen = walk(
        loop,
        kind,
        longestPath.map(({ terminal }) => terminal ?? ""),
      );
      assert.deepEqual(
        seen.slice(0, -1),
        longestPath.map(({ stage }) => stage),
      );
      assert.match(seen.at(-1) ?? "", /:/);
    });
  }
});

describe("the runtime's own machines", () => {
  it("have their names, and events in the order in which states name them", () => {
    assert.deepEqual([itemMachine.id, lifecycleMachine.id, runMachine.id], ["runtime.item", "runtime.lifecycle", "runtime.run"]);
    assert.deepEqual(lifecycleMachine.events, ["STARTED", "PAUSED", "STOP_REQUESTED", "STOPPED", "RESUMED"]);
    assert.equal(itemMachine.events.length, new Set(itemMachine.events).size);
    assert.deepEqual(itemMachine.legal("removed"), []);
  });
});
