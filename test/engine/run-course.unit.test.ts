import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { Core } from "../support/core.ts";
import { addTask, end, launch, startRun, verified, visit } from "../support/core-steps.ts";
import { shippedPlan } from "../support/shipped-plan.ts";

const types = (events: { type: string }[]): string[] => events.map(({ type }) => type);

describe("a run of execution.standard", () => {
  it("goes builder, checker, fixer, doublechecker, updater when the first check really fails", () => {
    const core = new Core();
    addTask(core, "T1", { checks: ["npm test"] });
    const run = startRun(core);
    visit(core, run, "BUILDER_COMPLETE");
    assert.deepEqual(types(visit(core, run, "CHECKER_PASS")), ["attempt.ended", "run.phase"]);
    assert.deepEqual(types(verified(core, run, false)), ["run.verified", "run.moved"]);
    assert.equal(core.state.runs.get(run)?.position.stage, "fixer");
    visit(core, run, "FIXER_COMPLETE");
    visit(core, run, "DOUBLECHECK_PASS");
    verified(core, run, true);
    const last = visit(core, run, "UPDATE_COMPLETE");
    assert.deepEqual(types(last), ["attempt.ended", "run.concluded"]);
    assert.equal(core.state.runs.get(run)?.phase, "delivering");
    core.does({ type: "intendDelivery", run, tree: null, parent: null });
    core.does({ type: "settleDelivery", run, settled: { outcome: "left", commit: null, detail: "" } });
    assert.equal(core.state.items.get("T1")?.phase, "done");
    assert.equal(core.state.finishedRuns.get(run)?.visits, 5);
    assert.equal(core.state.runs.size, 0);
  });

  it("records a refuted pass as claimed and effective, with the failure class", () => {
    const core = new Core();
    addTask(core, "T1", { checks: ["npm test"] });
    const run = startRun(core);
    visit(core, run, "BUILDER_COMPLETE");
    visit(core, run, "CHECKER_PASS");
    const moved = verified(core, run, false).find(({ type }) => type === "run.moved");
    assert.ok(moved?.type === "run.moved");
    assert.equal(moved.data.claimed, "CHECKER_PASS");
    assert.equal(moved.data.effective, "FIX_NEEDED");
    assert.equal(moved.data.failure, "check_refuted");
  });

  it("takes a claimed pass as it is when the item requires no check", () => {
    const core = new Core();
    addTask(core, "T1");
    const run = startRun(core);
    visit(core, run, "BUILDER_COMPLETE");
    assert.deepEqual(types(visit(core, run, "CHECKER_PASS")), ["attempt.ended", "run.moved"]);
    assert.equal(core.state.runs.get(run)?.position.stage, "updater");
  });

  it("moves on BLOCKED with the failure class when no terminal was reported", () => {
    const core = new Core();
    addTask(core, "T1");
    const run = startRun(core);
    launch(core, run);
    const events = end(core, run, null, { failure: "terminal_missing" });
    const moved = events.find(({ type }) => type === "run.moved");
    assert.ok(moved?.type === "run.moved");
    assert.deepEqual([moved.data.effective, moved.data.failure, moved.data.to.stage], ["BLOCKED", "terminal_missing", "troubleshooter"]);
  });

  it("ends blocked, never loops, when every stage reports BLOCKED", () => {
    const core = new Core();
    addTask(core, "T1");
    const run = startRun(core);
    let visits = 0;
    while (core.state.runs.has(run) && visits++ < 50) visit(core, run, "BLOCKED");
    assert.ok(visits < 20, `${visits} visits`);
    assert.equal(core.state.items.get("T1")?.phase, "blocked");
  });

  it("hands over to planning with an incident that names what was tried", () => {
    const core = new Core();
    addTask(core, "T1");
    const run = startRun(core);
    for (const terminal of ["BLOCKED", "BLOCKED", "BLOCKED", "NEEDS_PLANNING"]) visit(core, run, terminal);
    assert.equal(core.state.items.get("T1")?.phase, "handed_off");
    const incident = [...core.state.items.values()].find(({ kind }) => kind === "incident");
    assert.equal(incident?.phase, "queued");
    assert.match(incident?.document ?? "", /troubleshooter: BLOCKED/);
  });

  it("blocks a stage that changed protected files when the plan says so", () => {
    const core = new Core(
      shippedPlan((plan) => {
        plan.evidence.protectedBlocks = true;
      }),
    );
    addTask(core, "T1");
    const run = startRun(core);
    launch(core, run);
    const moved = end(core, run, "BUILDER_COMPLETE", { protectedChanged: ["test/a.test.ts"] }).at(-1);
    assert.ok(moved?.type === "run.moved");
    assert.deepEqual([moved.data.effective, moved.data.failure], ["BLOCKED", "protected_changed"]);
  });

  it("blocks the item when checks fail on the tree that is to be delivered", () => {
    const core = new Core();
    addTask(core, "T1", { checks: ["npm test"] });
    const run = startRun(core);
    visit(core, run, "BUILDER_COMPLETE");
    visit(core, run, "CHECKER_PASS");
    verified(core, run, true);
    visit(core, run, "UPDATE_COMPLETE");
    verified(core, run, false);
    assert.equal(core.state.items.get("T1")?.phase, "blocked");
    assert.equal(core.state.finishedRuns.get(run)?.reason, "evidence_failed_at_delivery");
  });
});
