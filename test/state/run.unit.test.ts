import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { ENDED, Fold, REVISION, STARTED, TREE } from "./support/fold.ts";

const evidence = (passed: boolean) => ({ check: "c", command: "c", tree: TREE, passed, exit: 0, timedOut: false, millis: 1, output: "o" });
const begun = (): Fold => {
  const fold = new Fold();
  fold.addTask();
  fold.startRun();
  return fold;
};
const AT = { subject: "T1", run: "T1-1" };
const moved = { visit: 1, from: "builder", claimed: "BUILDER_COMPLETE", effective: "BUILDER_COMPLETE", failure: null };
const context = { counters: { fixCycles: 1 }, remembered: "checker" };

describe("evolve() of runs", () => {
  it("run.started makes a live run, pinned, at its first visit, and counts it for its item", () => {
    const fold = new Fold();
    fold.addTask();
    const seq = fold.startRun();
    const { position, phase, ...facts } = STARTED;
    assert.deepEqual(fold.run(), {
      ...facts,
      id: "T1-1",
      item: "T1",
      position,
      phase,
      visit: 1,
      tries: 0,
      retries: 0,
      interruptions: 0,
      attempts: 0,
      attempt: null,
      claim: null,
      conclusion: null,
      waiting: null,
      delivery: null,
      tree: null,
      baseline: [],
      evidence: [],
      visits: [],
      changed: [],
      protectedChanged: [],
      usage: null,
      startedAt: seq,
      startedTime: fold.now,
      changedAt: seq,
    });
    const { runs, runsEver, lastRun, changedAt } = fold.item();
    assert.deepEqual([runs, runsEver, lastRun, changedAt], [1, 1, "T1-1", seq]);
    assert.throws(() => fold.tell("run.started", STARTED, { subject: "T1" }), /names run/);
  });

  it("run.prepared, run.phase, run.waiting and timer.fired lead from phase to phase", () => {
    const fold = begun();
    const seq = fold.tell("run.prepared", { tree: TREE, baseline: [evidence(false)] }, AT);
    assert.deepEqual([fold.run().phase, fold.run().tree, fold.run().baseline, fold.run().changedAt], ["due", TREE, [evidence(false)], seq]);
    fold.tell("run.phase", { event: "VERIFY", from: "deciding", to: "verifying", reason: "" }, AT);
    assert.equal(fold.run().phase, "verifying");
    fold.end();
    const waiting = { timer: "t", dueAt: 5, after: 3, reason: "transport" };
    fold.tell("run.waiting", waiting, AT);
    assert.deepEqual([fold.run().phase, fold.run().waiting, fold.run().claim], ["waiting", waiting, null]);
    fold.tell("timer.fired", { timer: "t", late: 0 }, AT);
    assert.deepEqual([fold.run().phase, fold.run().waiting], ["due", null]);
  });

  it("run.verified is decided upon after a verdict, and leaves a delivery where it is", () => {
    const fold = begun();
    for (const [from, to] of [
      ["verifying", "deciding"],
      ["delivering", "delivering"],
    ] as const) {
      fold.run().phase = from;
      fold.tell("run.verified", { visit: 1, tree: { kind: "git", id: from }, evidence: [evidence(true)] }, AT);
      assert.deepEqual([fold.run().phase, fold.run().evidence, fold.run().tree?.id], [to, [evidence(true)], from]);
    }
  });

  it("run.moved settles the visit and begins the next with nothing consumed", () => {
    const fold = begun();
    fold.request("T1-1", 1, 2);
    fold.end({ failure: "timeout" });
    fold.run().interruptions = 2;
    fold.tell("run.moved", { ...moved, to: { stage: "checker", context } }, AT);
    const run = fold.run();
    assert.deepEqual(
      [run.phase, run.position, run.visit, run.tries, run.retries, run.interruptions, run.claim],
      ["due", { stage: "checker", context }, 2, 0, 0, 0, null],
    );
    const { from, ...verdict } = moved;
    assert.deepEqual(run.visits, [{ ...verdict, stage: from, tries: 2, summary: ENDED.detail, endedTime: fold.now }]);
    fold.tell("run.moved", { ...moved, to: { stage: "updater", context } }, AT);
    assert.deepEqual([run.visits[1]?.summary, run.visits[1]?.tries], ["", 0]);
  });

  it("run.concluded settles the last visit and waits for delivery", () => {
    const fold = begun();
    const seq = fold.tell("run.concluded", { ...moved, final: "done", outcome: "done", reason: "complete", context }, AT);
    const run = fold.run();
    assert.deepEqual([run.phase, run.position, run.visits.length], ["delivering", { stage: "done", context }, 1]);
    assert.deepEqual(run.conclusion, { outcome: "done", reason: "complete", at: seq });
  });

  it("delivery.intended is kept; delivery.settled is stuck only where nobody knows", () => {
    const fold = begun();
    const seq = fold.tell("delivery.intended", { kind: "commit", tree: TREE, parent: "p" }, AT);
    assert.deepEqual(fold.run().delivery, { kind: "commit", tree: TREE, parent: "p", at: seq });
    for (const outcome of ["committed", "unchanged", "left", "failed"] as const) {
      fold.run().phase = "stuck";
      fold.tell("delivery.settled", { outcome, commit: null, detail: "" }, AT);
      assert.equal(fold.run().phase, "delivering", outcome);
    }
    fold.tell("delivery.settled", { outcome: "unknown", commit: null, detail: "" }, AT);
    assert.equal(fold.run().phase, "stuck");
  });

  it("run.finished leaves one line of it, and its counters to its item", () => {
    const fold = begun();
    const { startedAt, startedTime } = fold.run();
    fold.tell("run.moved", { ...moved, to: { stage: "checker", context } }, AT);
    const end = { outcome: "blocked", reason: "why", detail: "d", counters: { fixCycles: 2 }, attempts: 3, millis: 99 } as const;
    const seq = fold.tell("run.finished", { ...end, counters: { fixCycles: 2 } }, AT);
    assert.equal(fold.state.runs.size, 0);
    assert.deepEqual(fold.state.finishedRuns.get("T1-1"), {
      id: "T1-1",
      item: "T1",
      loop: STARTED.loop,
      plan: STARTED.plan,
      outcome: "blocked",
      reason: "why",
      detail: "d",
      attempts: 3,
      visits: 1,
      startedAt,
      finishedAt: seq,
      startedTime,
      millis: 99,
    });
    assert.deepEqual(fold.item().counters, { fixCycles: 2 });
    assert.equal(fold.item().revision, REVISION);
  });

  it("run.finished keeps what a blocked one tells beside its reason, cut short, and nothing of others", () => {
    const told = (outcome: "blocked" | "done", detail: string): string | undefined => {
      const fold = begun();
      fold.tell("run.finished", { outcome, reason: "why", detail, counters: {}, attempts: 0, millis: 0 }, AT);
      return fold.state.finishedRuns.get("T1-1")?.detail;
    };
    assert.equal(told("blocked", "x".repeat(501)), "x".repeat(500));
    for (const nothing of ["", "why"]) assert.equal(told("blocked", nothing), undefined);
    assert.equal(told("done", "d"), undefined);
  });
});
