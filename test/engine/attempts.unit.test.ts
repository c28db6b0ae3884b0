import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { Core } from "../support/core.ts";
import { addTask, end, launch, startRun } from "../support/core-steps.ts";
import { policy } from "../support/policy.ts";

describe("attempts of a visit", () => {
  const started = (): { core: Core; run: string } => {
    const core = new Core();
    addTask(core, "T1");
    return { core, run: startRun(core) };
  };

  it("retries a transport failure after a back-off that doubles, then blocks", () => {
    const { core, run } = started();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 2; attempt++) {
      launch(core, run);
      end(core, run, null, { failure: "transport" });
      const waiting = core.state.runs.get(run)?.waiting;
      waits.push(waiting?.after ?? 0);
      core.does({ type: "fireTimer", run, timer: waiting?.timer ?? "" });
    }
    assert.deepEqual(waits, [1000, 2000]);
    launch(core, run);
    const events = end(core, run, null, { failure: "transport" });
    assert.equal(events.at(-1)?.type, "run.moved");
    assert.equal(core.state.runs.get(run)?.position.stage, "troubleshooter");
  });

  it("does not burn a recovery counter for a transport failure that is retried", () => {
    const { core, run } = started();
    launch(core, run);
    end(core, run, null, { failure: "transport" });
    assert.deepEqual(core.state.runs.get(run)?.position.context.counters, {});
  });

  it("ends the run at once where only an operator can help, and counts no recovery", () => {
    for (const failure of ["auth", "billing"] as const) {
      const { core, run } = started();
      launch(core, run);
      end(core, run, null, { failure });
      assert.deepEqual([core.state.finishedRuns.get(run)?.reason, core.state.items.get("T1")?.phase], [failure, "blocked"]);
    }
  });

  it("waits out a limit of the service at its longest, and ends the run when its retries are used up", () => {
    const { core, run } = started();
    for (let attempt = 1; attempt <= 2; attempt++) {
      launch(core, run);
      end(core, run, null, { failure: "rate_limit" });
      const waiting = core.state.runs.get(run)?.waiting;
      assert.deepEqual([waiting?.after, waiting?.reason], [core.plan.plan.limits.backoffCeilingMillis, "rate_limit"]);
      core.does({ type: "fireTimer", run, timer: waiting?.timer ?? "" });
    }
    launch(core, run);
    end(core, run, null, { failure: "rate_limit" });
    assert.equal(core.state.finishedRuns.get(run)?.reason, "rate_limit");
  });

  it("retries a model that fell silent like a broken line, and then lets the loop recover", () => {
    const { core, run } = started();
    for (let attempt = 1; attempt <= 2; attempt++) {
      launch(core, run);
      end(core, run, null, { failure: "stall" });
      core.does({ type: "fireTimer", run, timer: core.state.runs.get(run)?.waiting?.timer ?? "" });
    }
    launch(core, run);
    assert.equal(end(core, run, null, { failure: "stall" }).at(-1)?.type, "run.moved");
  });

  it("makes a lost attempt's visit due again under the next try, until interruptions are used up", () => {
    const { core, run } = started();
    for (let lost = 1; lost <= 3; lost++) {
      const attempt = launch(core, run);
      assert.equal(attempt, `${run}.1.${lost}`);
      core.does({ type: "lostAttempt", run, attempt, failure: "supervisor_lost", detail: "" });
      assert.equal(core.state.runs.get(run)?.phase, "due");
    }
    const attempt = launch(core, run);
    core.does({ type: "lostAttempt", run, attempt, failure: "interrupted", detail: "" });
    assert.equal(core.state.finishedRuns.get(run)?.reason, "interruptions_exhausted");
    assert.equal(core.state.items.get("T1")?.phase, "blocked");
  });

  it("applies a result once: the same result again is refused", () => {
    const { core, run } = started();
    const attempt = launch(core, run);
    end(core, run, "BUILDER_COMPLETE");
    core.refuses({ type: "startedAttempt", run, attempt, pid: 1, started: "1" }, "run.stale-attempt");
  });

  it("refuses an attempt that is not the next of its visit", () => {
    const { core, run } = started();
    const stale = { type: "requestAttempt", run, visit: 1, try: 2, runner: "shell", request: "b".repeat(64), tree: null } as const;
    core.refuses(stale, "run.stale-attempt");
  });

  it("binds the daily budget before anything is launched, and lets go on the next day", () => {
    const { core, run } = started();
    core.does({ type: "changePolicy", policy: policy({ maxRuns: 1, runsPerItem: 5, attemptsPerDay: 1 }) });
    launch(core, run);
    end(core, run, "BUILDER_COMPLETE");
    const next = { type: "requestAttempt", run, visit: 2, try: 1, runner: "shell", request: "b".repeat(64), tree: null } as const;
    core.refuses(next, "budget.attempts-per-day");
    core.now += 24 * 60 * 60 * 1000;
    core.does(next);
  });
});
