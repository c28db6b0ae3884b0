import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { proveLoop } from "../../../machines/loop/proof/prove-loop.ts";
import { planningStandard } from "../../../machines/planning/standard.ts";
import { compiled, frozen, walk } from "../support.ts";

const loop = compiled(frozen(planningStandard));
const path = (kind: string, terminals: string) => walk(loop, kind, terminals.split(" ")).join(" ");

describe("planningStandard", () => {
  it("needs at most 6 attempts for a spec or an idea, 7 for an incident and 2 for a closure", () => {
    assert.deepEqual(proveLoop(loop).bounds, { spec: 6, idea: 6, incident: 7, closure: 2 });
  });

  it("plans a spec, and an incident after its audit", () => {
    assert.equal(path("spec", "PLANNER_COMPLETE MANAGER_COMPLETE"), "planner manager done:manager_complete");
    assert.equal(path("incident", "AUDITOR_COMPLETE PLANNER_COMPLETE MANAGER_COMPLETE"), "auditor planner manager done:manager_complete");
  });

  it("returns from the mechanic to the stage that was blocked", () => {
    assert.equal(path("incident", "BLOCKED MECHANIC_COMPLETE"), "auditor mechanic auditor");
    assert.equal(path("spec", "BLOCKED MECHANIC_COMPLETE"), "planner mechanic planner");
    assert.equal(path("spec", "PLANNER_COMPLETE BLOCKED MECHANIC_COMPLETE"), "planner manager mechanic manager");
  });

  it("stops after two mechanics", () => {
    assert.equal(path("spec", "BLOCKED BLOCKED BLOCKED"), "planner mechanic mechanic blocked:mechanics_exhausted");
  });

  it("closes, hands a gap over, and asks a blocked arbiter once more", () => {
    assert.equal(path("closure", "ARBITER_COMPLETE"), "arbiter done:arbiter_complete");
    assert.equal(path("closure", "REMEDIATION_NEEDED"), "arbiter handoff:arbiter_remediation_needed");
    assert.equal(path("closure", "BLOCKED BLOCKED"), "arbiter arbiter blocked:arbiter_blocked");
  });
});
