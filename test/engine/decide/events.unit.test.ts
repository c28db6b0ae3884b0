import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { AnyNewEvent } from "../../../src/events/event.ts";
import { sha256 } from "../../../src/kernel/sha256.ts";
import { emptyFields } from "../../../src/work/empty-fields.ts";
import { Core } from "../../support/core.ts";
import { addTask, end, launch, startRun, verified, visit } from "../../support/core-steps.ts";
import { PLAN, shippedPlan } from "../../support/shipped-plan.ts";

const TREE = { kind: "manifest", id: "t" } as const;
const zero = { counters: {}, remembered: null };
const started = (checks: string[] = []): { core: Core; run: string } => {
  const core = new Core();
  addTask(core, "T1", { checks, paths: ["src/"] });
  return { core, run: startRun(core) };
};
const changed = (core: Core, run: string): number => core.state.runs.get(run)?.changedAt ?? -9;
const runtime = (run: string, cause: number) => ({ actor: "runtime", subject: "T1", run, cause }) as const;

describe("decide(), event by event", () => {
  it("claims an item and starts its run, pinned", () => {
    const core = new Core();
    addTask(core, "T1", { paths: ["src/"] });
    const at = core.state.seq;
    const machine = core.plan.loops.get("execution.standard")?.hash ?? "";
    assert.deepEqual(core.does({ type: "claimNext", item: null }), [
      {
        type: "item.moved",
        ...runtime("T1-1", at),
        data: { event: "CLAIMED", from: "queued", to: "active", reason: null, resetCounters: false },
      },
      {
        type: "run.started",
        ...runtime("T1-1", -1),
        data: {
          kind: "task",
          loop: "execution.standard",
          machine,
          plan: PLAN,
          revision: core.state.items.get("T1")?.revision ?? "",
          previous: null,
          lane: "execution",
          locks: { read: [], write: ["src/"] },
          position: { stage: "builder", context: zero },
          phase: "preparing",
          visitLimit: 100,
        },
      },
    ] satisfies AnyNewEvent[]);
  });

  it("gives a run the counters that its item kept", () => {
    const core = new Core();
    addTask(core, "T1");
    const item = core.state.items.get("T1");
    if (item) item.counters = { fixCycles: 2 };
    const run = startRun(core);
    assert.deepEqual(core.state.runs.get(run)?.position.context, { counters: { fixCycles: 2 }, remembered: null });
  });

  it("prepares, requests, starts and ends", () => {
    const core = new Core();
    addTask(core, "T1");
    core.does({ type: "claimNext", item: "T1" });
    const run = "T1-1";
    const request = "b".repeat(64);
    let cause = changed(core, run);
    assert.deepEqual(core.does({ type: "preparedRun", run, tree: TREE, baseline: [] }), [
      { type: "run.prepared", ...runtime(run, cause), data: { tree: TREE, baseline: [] } },
    ]);
    cause = changed(core, run);
    const attempt = "T1-1.1.1";
    assert.deepEqual(core.does({ type: "requestAttempt", run, visit: 1, try: 1, runner: "shell", request, tree: TREE }), [
      {
        type: "attempt.requested",
        ...runtime(run, cause),
        attempt,
        data: { visit: 1, try: 1, stage: "builder", runner: "shell", request, tree: TREE },
      },
    ]);
    cause = changed(core, run);
    assert.deepEqual(core.does({ type: "startedAttempt", run, attempt, pid: 4, started: "44" }), [
      { type: "attempt.started", ...runtime(run, cause), attempt, data: { pid: 4, started: "44" } },
    ]);
    cause = changed(core, run);
    const [ended, moved] = end(core, run, "BUILDER_COMPLETE", { protectedChanged: ["p"] });
    assert.ok(ended?.type === "attempt.ended");
    assert.deepEqual([ended.actor, ended.subject, ended.run, ended.attempt, ended.cause], ["agent", "T1", run, attempt, cause]);
    assert.deepEqual(
      [ended.data.claimed, ended.data.tree, ended.data.changed, ended.data.protectedChanged],
      ["BUILDER_COMPLETE", TREE, ["p"], ["p"]],
    );
    assert.deepEqual(moved, {
      type: "run.moved",
      ...runtime(run, -1),
      data: {
        visit: 1,
        from: "builder",
        claimed: "BUILDER_COMPLETE",
        effective: "BUILDER_COMPLETE",
        failure: null,
        to: { stage: "checker", context: zero },
      },
    });
  });

  it("verifies a claimed pass, and takes the checks' word against it", () => {
    const { core, run } = started(["npm test", "lint"]);
    visit(core, run, "BUILDER_COMPLETE");
    assert.deepEqual(visit(core, run, "CHECKER_PASS").at(-1), {
      type: "run.phase",
      ...runtime(run, -1),
      data: { event: "VERIFY", from: "deciding", to: "verifying", reason: "CHECKER_PASS" },
    });
    const cause = changed(core, run);
    const [told, moved] = verified(core, run, false);
    assert.ok(told?.type === "run.verified" && moved?.type === "run.moved");
    const { data, ...about } = told;
    assert.deepEqual(about, { type: "run.verified", ...runtime(run, cause) });
    assert.deepEqual([data.visit, data.tree, data.evidence.length], [2, TREE, 1]);
    assert.deepEqual([moved.data.to.stage, moved.data.to.context.counters], ["fixer", { fixCycles: 1 }]);
  });

  it("takes a claim of no success as it is, whatever the checks would say", () => {
    const { core, run } = started(["npm test"]);
    visit(core, run, "BUILDER_COMPLETE");
    assert.deepEqual(
      visit(core, run, "FIX_NEEDED").map(({ type }) => type),
      ["attempt.ended", "run.moved"],
    );
  });

  it("waits for a retry under a timer of its own, no longer than the ceiling", () => {
    const core = new Core(
      shippedPlan((plan) => {
        plan.limits = { ...plan.limits, retriesPerVisit: 9, backoffMillis: 1000, backoffCeilingMillis: 3000 };
      }),
    );
    addTask(core, "T1");
    const run = startRun(core);
    for (const [number, after] of [1000, 2000, 3000, 3000].entries()) {
      launch(core, run);
      const timer = `${run}.1.${number + 1}`;
      assert.deepEqual(end(core, run, null, { failure: "transport" }).at(-1), {
        type: "run.waiting",
        ...runtime(run, -1),
        data: { timer, dueAt: core.now + after, after, reason: "transport" },
      });
      const cause = changed(core, run);
      core.now += after + 7;
      assert.deepEqual(core.does({ type: "fireTimer", run, timer: "another" }), []);
      assert.equal(core.state.runs.get(run)?.phase, "waiting");
      assert.deepEqual(core.does({ type: "fireTimer", run, timer }), [
        { type: "timer.fired", ...runtime(run, cause), data: { timer, late: 7 } },
      ]);
    }
  });

  it("retries what says nothing of the work, and nothing else", () => {
    for (const [failure, retried] of [
      ["transport", true],
      ["timeout", false],
      ["terminal_missing", false],
    ] as const) {
      const { core, run } = started();
      launch(core, run);
      assert.equal(end(core, run, null, { failure }).at(-1)?.type, retried ? "run.waiting" : "run.moved", failure);
    }
    const { core, run } = started();
    launch(core, run);
    const moved = end(core, run, "BUILDER_COMPLETE", { failure: "timeout" }).at(-1);
    assert.ok(moved?.type === "run.moved");
    assert.deepEqual([moved.data.claimed, moved.data.effective, moved.data.failure], ["BUILDER_COMPLETE", "BLOCKED", "timeout"]);
  });

  it("names the failure where nobody reported a terminal and nothing failed", () => {
    const { core, run } = started();
    launch(core, run);
    const moved = end(core, run, null).at(-1);
    assert.ok(moved?.type === "run.moved");
    assert.deepEqual([moved.data.claimed, moved.data.effective, moved.data.failure], [null, "BLOCKED", "terminal_missing"]);
  });

  it("takes a terminal that the stage does not have for a failure, whoever reported it", () => {
    for (const foreign of ["ALL_DONE", "CHECKER_PASS", "toString"]) {
      const { core, run } = started();
      launch(core, run);
      const moved = end(core, run, foreign).at(-1);
      assert.ok(moved?.type === "run.moved");
      assert.deepEqual([moved.data.claimed, moved.data.effective, moved.data.failure], [foreign, "BLOCKED", "terminal_illegal"]);
    }
  });

  it("blocks for protected files only where the plan says so and one was changed", () => {
    const core = new Core(
      shippedPlan((plan) => {
        plan.evidence.protectedBlocks = true;
      }),
    );
    addTask(core, "T1");
    const run = startRun(core);
    visit(core, run, "BUILDER_COMPLETE");
    assert.equal(core.state.runs.get(run)?.position.stage, "checker");
  });

  it("accounts for a lost attempt with the time since it was ordered", () => {
    const { core, run } = started();
    const attempt = launch(core, run);
    core.now += 40;
    const cause = changed(core, run);
    assert.deepEqual(core.does({ type: "lostAttempt", run, attempt, failure: "never_launched", detail: "d" }), [
      { type: "attempt.lost", ...runtime(run, cause), attempt, data: { failure: "never_launched", detail: "d", millis: 40 } },
    ]);
    const second = launch(core, run);
    core.now -= 1000;
    const [lost] = core.does({ type: "lostAttempt", run, attempt: second, failure: "interrupted", detail: "" });
    assert.ok(lost?.type === "attempt.lost");
    assert.equal(lost.data.millis, 0);
  });

  it("ends a run at its proved bound, not one visit later", () => {
    const core = new Core(
      shippedPlan((plan) => {
        plan.bounds["execution.standard"] = 2;
      }),
    );
    addTask(core, "T1");
    const run = startRun(core);
    assert.deepEqual(
      visit(core, run, "BUILDER_COMPLETE").map(({ type }) => type),
      ["attempt.ended", "run.moved"],
    );
    core.now += 50;
    const [, moved, finished, item] = visit(core, run, "FIX_NEEDED");
    assert.equal(moved?.type, "run.moved");
    assert.deepEqual(finished, {
      type: "run.finished",
      ...runtime(run, -1),
      data: { outcome: "blocked", reason: "visit_limit", detail: "2 visits", counters: {}, attempts: 2, millis: 50 },
    });
    assert.deepEqual(item, {
      type: "item.moved",
      ...runtime(run, -1),
      data: { event: "BLOCKED", from: "active", to: "blocked", reason: "visit_limit", resetCounters: false },
    });
  });

  it("concludes a loop that ended in done, and delivers before the item is done", () => {
    const { core, run } = started();
    for (const terminal of ["BUILDER_COMPLETE", "CHECKER_PASS"]) visit(core, run, terminal);
    assert.deepEqual(visit(core, run, "UPDATE_COMPLETE").slice(1), [
      {
        type: "run.concluded",
        ...runtime(run, -1),
        data: {
          visit: 3,
          from: "updater",
          claimed: "UPDATE_COMPLETE",
          effective: "UPDATE_COMPLETE",
          failure: null,
          final: "done",
          outcome: "done",
          reason: "updater_complete",
          context: zero,
        },
      },
    ]);
    assert.equal(core.state.items.get("T1")?.phase, "active");
  });

  it("hands over to planning with an incident that tells the whole course", () => {
    const { core, run } = started();
    for (const terminal of ["BLOCKED", "BLOCKED", "BLOCKED"]) visit(core, run, terminal);
    const [, concluded, finished, moved, incident] = visit(core, run, "NEEDS_PLANNING");
    assert.ok(concluded?.type === "run.concluded" && finished?.type === "run.finished" && incident?.type === "item.added");
    assert.deepEqual([concluded.data.final, concluded.data.outcome], ["needs_planning", "handoff"]);
    assert.deepEqual([finished.data.outcome, finished.data.reason], ["handoff", "consultant_needs_planning"]);
    assert.equal(moved?.type === "item.moved" && moved.data.to, "handed_off");
    const { data, ...about } = incident;
    assert.deepEqual(about, { type: "item.added", ...runtime(run, -1), subject: "incident-T1-1" });
    assert.deepEqual([data.kind, data.held, data.revision], ["incident", [], sha256(data.document)]);
    assert.deepEqual(data.fields, { ...emptyFields("T1 needs planning"), root: "T1" });
    const stages = ["builder: BLOCKED", "troubleshooter: BLOCKED", "troubleshooter: BLOCKED", "consultant: NEEDS_PLANNING"];
    const body = [
      "Run T1-1 of item T1 ended with consultant_needs_planning.",
      "",
      "What was tried:",
      "",
      ...stages.map((stage) => `- ${stage}`),
    ];
    assert.ok(data.document.includes(body.join("\n")), data.document);
  });
});
