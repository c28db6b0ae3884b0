import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { attemptsToday } from "../../src/state/attempts-today.ts";
import { countOf, type Day, withCount } from "../../src/state/day.ts";
import { BEGAN, Fold, REQUEST, TREE } from "./support/fold.ts";

const begun = (): Fold => {
  const fold = new Fold();
  fold.addTask();
  fold.startRun();
  fold.tell("run.prepared", { tree: null, baseline: [] }, { run: "T1-1" });
  return fold;
};
const usage = (input: number, costUsd: number | null) => ({ input, cached: input + 1, output: input + 2, reasoning: input + 3, costUsd });

describe("evolve() of attempts", () => {
  it("keeps the session of the present visit, until it is told otherwise or the visit is over", () => {
    const fold = begun();
    fold.request();
    fold.end({ failure: "transport", session: "s1", sessionUsage: usage(10, null) });
    const known = { id: "s1", attempt: "T1-1.1.1", runner: "shell", usage: usage(10, null), resumed: false };
    assert.deepEqual(fold.run().session, known);
    fold.request("T1-1", 1, 2, { session: "s1" });
    fold.tell("attempt.lost", { failure: "supervisor_lost", detail: "", millis: 1 }, { subject: "T1", run: "T1-1" });
    assert.deepEqual(fold.run().session, known, "nothing was told");
    fold.request("T1-1", 1, 3, { session: "s1" });
    fold.tell("attempt.lost", { failure: "interrupted", detail: "", millis: 1, session: "s1" }, { subject: "T1", run: "T1-1" });
    assert.deepEqual(fold.run().session, { ...known, attempt: "T1-1.1.3", resumed: true });
    fold.request("T1-1", 1, 4);
    fold.end({ failure: "stall", session: "s2" });
    assert.deepEqual(fold.run().session, { ...known, id: "s2", attempt: "T1-1.1.4", usage: null });
    fold.request("T1-1", 1, 5, { session: "s2" });
    fold.tell("attempt.lost", { failure: "session_unknown", detail: "", millis: 1, session: null }, { subject: "T1", run: "T1-1" });
    assert.equal(fold.run().session, undefined);
    assert.equal(fold.run().failed?.failure, "session_unknown");
  });

  it("remembers why the last attempt of the visit failed, and the tree that its first attempt found", () => {
    const fold = begun();
    fold.request();
    fold.end({ failure: "stall", detail: "silent" });
    const first = { attempt: "T1-1.1.1", runner: "shell", failure: "stall", detail: "silent", resumed: false, since: TREE };
    assert.deepEqual(fold.run().failed, first);
    fold.request("T1-1", 1, 2, { session: "s1", tree: { kind: "git", id: "later" } });
    fold.tell("attempt.lost", { failure: "interrupted", detail: "stopped", millis: 1 }, { subject: "T1", run: "T1-1" });
    assert.deepEqual(fold.run().failed, { ...first, attempt: "T1-1.1.2", failure: "interrupted", detail: "stopped", resumed: true });
  });

  it("adds what was used to the run, its item and the day, lost attempts too", () => {
    const fold = begun();
    fold.request("T1-1", 1, 1, { model: "big" });
    fold.end({ failure: "transport", usage: { input: 10, cached: 4, output: 1, reasoning: 0, costUsd: 0.5 } });
    fold.request("T1-1", 1, 2, { model: "big" });
    const more = { input: 20, cached: 0, output: 2, reasoning: 0, costUsd: null };
    fold.tell("attempt.lost", { failure: "interrupted", detail: "", millis: 1, usage: more }, { subject: "T1", run: "T1-1" });
    const spent = { tokens: 33, usd: 0.5, unpriced: { big: { input: 20, cached: 0, output: 2, attempts: 1 } } };
    assert.deepEqual([fold.item().spent, fold.state.day.spent, fold.run().usage?.input], [spent, spent, 30]);
    fold.tell("item.moved", { event: "RETRIED", from: "x", to: "queued", reason: null, resetCounters: true }, { subject: "T1" });
    assert.deepEqual([fold.item().spent, fold.state.day.spent], [undefined, spent]);
  });

  it("attempt.requested notes the attempt that is to be launched, and counts it", () => {
    const fold = begun();
    const seq = fold.request();
    const { phase, tries, attempts, tree, attempt, changedAt } = fold.run();
    assert.deepEqual([phase, tries, attempts, tree, changedAt], ["launching", 1, 1, TREE, seq]);
    assert.deepEqual(attempt, {
      id: "T1-1.1.1",
      try: 1,
      stage: "builder",
      runner: "shell",
      request: REQUEST,
      requestedAt: seq,
      requestedTime: fold.now,
      pid: null,
      started: null,
    });
    fold.request("T1-1", 3, 2);
    assert.deepEqual([fold.run().attempt?.id, fold.run().tries, fold.run().attempts], ["T1-1.3.2", 2, 2]);
  });

  it("attempt.started adds who runs it, and keeps the rest", () => {
    const fold = begun();
    fold.request();
    const before = fold.run().attempt;
    fold.tell("attempt.started", { pid: 7, started: "77" }, { run: "T1-1" });
    assert.equal(fold.run().phase, "running");
    assert.deepEqual(fold.run().attempt, { ...before, pid: 7, started: "77" });
  });

  it("attempt.started without an attempt changes the phase alone", () => {
    const fold = begun();
    fold.tell("attempt.started", { pid: 7, started: "77" }, { run: "T1-1" });
    assert.deepEqual([fold.run().phase, fold.run().attempt], ["running", null]);
  });

  it("attempt.ended leaves the claim to be decided, with the tree and the paths it changed", () => {
    const fold = begun();
    fold.request();
    const seq = fold.end({ changed: ["b", "a"], protectedChanged: ["b"] });
    const { phase, attempt, claim, tree, changed, protectedChanged, retries } = fold.run();
    assert.deepEqual([phase, attempt, retries], ["deciding", null, 0]);
    assert.deepEqual(claim, { terminal: "BUILDER_COMPLETE", failure: null, detail: "built", at: seq });
    assert.deepEqual(tree, { kind: "git", id: "t2" });
    assert.deepEqual([changed, protectedChanged], [["a", "b"], ["b"]]);
    fold.request("T1-1", 1, 2);
    fold.end({ claimed: null, failure: "transport", changed: ["c", "a"], protectedChanged: [] });
    assert.deepEqual([fold.run().changed, fold.run().protectedChanged, fold.run().retries], [["a", "b", "c"], ["b"], 1]);
    fold.end({ changed: [], protectedChanged: ["a"] });
    assert.deepEqual(
      [fold.run().changed, fold.run().protectedChanged],
      [
        ["a", "b", "c"],
        ["a", "b"],
      ],
    );
  });

  it("attempt.ended keeps what the agent said in short, else what there is to know", () => {
    const fold = begun();
    fold.end({ summary: "short", detail: "long" });
    assert.equal(fold.run().claim?.detail, "short");
    fold.end({ summary: "", detail: "long" });
    assert.equal(fold.run().claim?.detail, "long");
  });

  it("attempt.ended adds up what was used; money is unknown once any attempt does not say it", () => {
    const fold = begun();
    fold.end({ usage: null });
    assert.equal(fold.run().usage, null);
    fold.end({ usage: usage(1, 0.5) });
    assert.deepEqual(fold.run().usage, usage(1, 0.5));
    fold.end({ usage: null });
    assert.deepEqual(fold.run().usage, usage(1, 0.5));
    fold.end({ usage: usage(10, 0.25) });
    assert.deepEqual(fold.run().usage, { input: 11, cached: 13, output: 15, reasoning: 17, costUsd: 0.75 });
    fold.end({ usage: usage(0, null) });
    assert.deepEqual(fold.run().usage, { input: 11, cached: 14, output: 17, reasoning: 20, costUsd: null });
    fold.end({ usage: usage(0, 1) });
    assert.equal(fold.run().usage?.costUsd, null);
  });

  it("attempt.lost makes the visit due again, and counts", () => {
    const fold = begun();
    fold.request();
    fold.tell("attempt.lost", { failure: "supervisor_lost", detail: "", millis: 1 }, { run: "T1-1" });
    const { phase, attempt, interruptions, retries } = fold.run();
    assert.deepEqual([phase, attempt, interruptions, retries], ["due", null, 1, 0]);
  });

  it("counts the attempts of a UTC day, and begins anew with the next", () => {
    const fold = begun();
    for (let tries = 1; tries <= 3; tries++) fold.request("T1-1", 1, tries);
    assert.deepEqual(fold.state.day, { day: "2026-11-20", attempts: 3 });
    assert.equal(attemptsToday(fold.state, BEGAN), 3);
    fold.now = Date.parse("2026-11-20T23:59:58.000Z");
    fold.request("T1-1", 1, 4);
    assert.deepEqual([attemptsToday(fold.state, fold.now), attemptsToday(fold.state, fold.now + 1000)], [4, 0]);
    fold.request("T1-1", 1, 5);
    assert.deepEqual(fold.state.day, { day: "2026-11-21", attempts: 1, earlier: [{ day: "2026-11-20", attempts: 4 }] });
  });

  it("goes on with what a day has seen when the clock is set back to it, also where only an end was in the day between", () => {
    const fold = begun();
    const at = (day: string) => {
      fold.now = Date.parse(`${day}T12:00:00.000Z`);
    };
    fold.request("T1-1", 1, 1);
    fold.end({ usage: usage(5, 1) });
    at("2026-11-22");
    fold.end({ usage: usage(7, 2) });
    at("2026-11-20");
    fold.request("T1-1", 1, 2);
    fold.end({ usage: usage(1, 4) });
    const { attempts, spent } = countOf(fold.state.day, "2026-11-20");
    assert.deepEqual([attempts, spent?.usd], [2, 5]);
    assert.deepEqual([countOf(fold.state.day, "2026-11-22").attempts, countOf(fold.state.day, "2026-11-22").spent?.usd], [0, 2]);
  });

  it("remembers a week of days, and of those the last that it saw", () => {
    let day: Day = { day: "", attempts: 0 };
    for (let at = 1; at <= 9; at++) day = withCount(day, { day: `2026-11-0${at}`, attempts: at });
    assert.deepEqual(
      [day, ...(day.earlier ?? [])].map((one) => one.attempts),
      [9, 8, 7, 6, 5, 4, 3],
    );
  });
});
