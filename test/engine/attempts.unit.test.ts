import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { Core } from "../support/core.ts";
import { addTask, end, launch, startRun } from "../support/core-steps.ts";
import { policy } from "../support/policy.ts";
import { shippedPlan } from "../support/shipped-plan.ts";

describe("attempts of a visit", () => {
  const started = (): { core: Core; run: string } => {
    const core = new Core();
    addTask(core, "T1");
    return { core, run: startRun(core) };
  };

  it("retries a transport failure after a back-off that doubles, then leaves the item to an operator", () => {
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
    end(core, run, null, { failure: "transport" });
    assert.deepEqual([core.state.finishedRuns.get(run)?.reason, core.state.items.get("T1")?.phase], ["transport", "blocked"]);
    assert.deepEqual(core.state.items.get("T1")?.counters, {});
  });

  it("does not burn a recovery counter for a transport failure that is retried", () => {
    const { core, run } = started();
    launch(core, run);
    end(core, run, null, { failure: "transport" });
    assert.deepEqual(core.state.runs.get(run)?.position.context.counters, {});
  });

  it("ends the run at once where only an operator can help, and counts no recovery", () => {
    for (const failure of ["auth", "billing", "refusal", "token_limit", "cost_limit"] as const) {
      const { core, run } = started();
      launch(core, run);
      end(core, run, null, { failure });
      assert.deepEqual([core.state.finishedRuns.get(run)?.reason, core.state.items.get("T1")?.phase], [failure, "blocked"]);
      assert.deepEqual(core.state.items.get("T1")?.counters, {}, failure);
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

  it("retries what says nothing of the work as often as it may, and burns no recovery counter with it", () => {
    for (const failure of ["stall", "repeat", "model_error", "spawn_failed", "session_unknown"] as const) {
      const { core, run } = started();
      for (let attempt = 1; attempt <= 2; attempt++) {
        launch(core, run);
        end(core, run, null, { failure });
        core.does({ type: "fireTimer", run, timer: core.state.runs.get(run)?.waiting?.timer ?? "" });
      }
      launch(core, run);
      assert.equal(end(core, run, null, { failure }).at(-1)?.type, "item.moved");
      assert.deepEqual([core.state.finishedRuns.get(run)?.reason, core.state.items.get("T1")?.counters], [failure, {}]);
    }
  });

  it("takes the time or the fall of a script for a word about the work, of an agent's harness for none", () => {
    for (const failure of ["timeout", "exit_nonzero"] as const) {
      const script = started();
      launch(script.core, script.run);
      assert.equal(end(script.core, script.run, null, { failure }).at(-1)?.type, "run.moved", failure);
      const core = new Core(
        shippedPlan((plan) => {
          const builder = plan.stages["execution.standard/builder"];
          if (builder) plan.stages["execution.standard/builder"] = { ...builder, runner: "codex_cli", permission: "basic" };
        }),
      );
      addTask(core, "T1");
      const run = startRun(core);
      launch(core, run);
      assert.equal(end(core, run, null, { failure }).at(-1)?.type, "run.waiting", failure);
    }
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

  describe("money and tokens", () => {
    const usage = (costUsd: number | null) => ({ input: 90, cached: 0, output: 10, reasoning: 0, costUsd });
    const next = (run: string, visit: number, number = 1) =>
      ({ type: "requestAttempt", run, visit, try: number, runner: "shell", request: "b".repeat(64), tree: null }) as const;

    for (const [name, limits, code] of [
      ["tokens", { tokensPerDay: 100 }, "budget.tokens-per-day"],
      ["money", { usdPerDay: 2 }, "budget.usd-per-day"],
    ] as const) {
      it(`binds the ${name} of a day before anything is launched, and lets go on the next day`, () => {
        const { core, run } = started();
        core.does({ type: "changePolicy", policy: policy(limits) });
        launch(core, run);
        end(core, run, "BUILDER_COMPLETE", { usage: usage(2) });
        core.refuses(next(run, 2), code);
        core.now += 24 * 60 * 60 * 1000;
        core.does(next(run, 2));
      });
    }

    it("says that it cannot tell where there is a limit in money and a price is missing, until somebody writes the price", () => {
      const { core, run } = started();
      core.does({ type: "changePolicy", policy: policy({ usdPerDay: 5 }) });
      core.does({ ...next(run, 1), model: "big" });
      core.does({ type: "startedAttempt", run, attempt: `${run}.1.1`, pid: 1, started: "1" });
      end(core, run, "BUILDER_COMPLETE", { usage: usage(null) });
      assert.deepEqual(core.refuses(next(run, 2), "budget.unpriced").values, { names: "big", name: "big" });
      const prices = { big: { inputPerMillion: 1, outputPerMillion: 1 } };
      core.does({ type: "changePolicy", policy: policy({ usdPerDay: 5, prices }) });
      core.does(next(run, 2));
    });

    it("F11: ends the run of an item whose money is used up, and the queue goes on past it", () => {
      const { core, run } = started();
      addTask(core, "T2");
      core.does({ type: "changePolicy", policy: policy({ usdPerItem: 3, usdPerDay: 100 }) });
      let spent = 0;
      while (core.state.runs.has(run)) {
        const { visit, tries } = core.state.runs.get(run) ?? { visit: 0, tries: 0 };
        core.does(next(run, visit, tries + 1));
        if (!core.state.runs.has(run)) break;
        core.does({ type: "startedAttempt", run, attempt: `${run}.${visit}.${tries + 1}`, pid: 1, started: "1" });
        end(core, run, null, { failure: "stall", usage: usage(1.25) });
        spent += 1.25;
        const timer = core.state.runs.get(run)?.waiting?.timer;
        if (timer) core.does({ type: "fireTimer", run, timer });
      }
      assert.equal(spent, 3.75);
      assert.deepEqual(
        [core.state.finishedRuns.get(run)?.reason, core.state.finishedRuns.get(run)?.detail, core.state.items.get("T1")?.counters],
        ["stall", undefined, {}],
      );
      core.refuses({ type: "unblockItem", item: "T1", reset: false, reason: null }, "item.spent");
      assert.equal(startRun(core), "T2-1");
      core.does({ type: "unblockItem", item: "T1", reset: true, reason: null });
      assert.equal(core.state.items.get("T1")?.spent, undefined);
    });

    it("F11: begins no further visit once the item's money is used up", () => {
      const { core, run } = started();
      core.does({ type: "changePolicy", policy: policy({ usdPerItem: 3 }) });
      launch(core, run);
      end(core, run, "BUILDER_COMPLETE", { usage: usage(3) });
      const events = core.does(next(run, 2));
      assert.deepEqual(
        events.map(({ type }) => type),
        ["run.finished", "item.moved"],
      );
      const { reason, detail } = core.state.finishedRuns.get(run) ?? {};
      assert.deepEqual([reason, detail], ["usd_per_item", "3.00 of 3.00 USD are spent on this item"]);
    });

    it("lets an attempt that the day's budget ended wait for tomorrow, and one that its own limit ended for an operator", () => {
      for (const [limits, type] of [
        [{ usdPerDay: 2 }, "run.waiting"],
        [{ usdPerDay: 50 }, "item.moved"],
      ] as const) {
        const { core, run } = started();
        core.does({ type: "changePolicy", policy: policy(limits) });
        launch(core, run);
        assert.equal(end(core, run, null, { failure: "cost_limit", usage: usage(2.5) }).at(-1)?.type, type);
      }
    });
  });
});
