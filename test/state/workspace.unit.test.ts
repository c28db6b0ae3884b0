import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { evolve } from "../../src/state/evolve.ts";
import { initialState } from "../../src/state/state.ts";
import { policy } from "../support/policy.ts";
import { BEGAN, Fold } from "./support/fold.ts";

const DAY = 24 * 60 * 60 * 1000;
const acquire = (fold: Fold): number =>
  fold.tell("owner.acquired", { role: "daemon", pid: 3, started: "33", product: "millrace" }, { subject: "workspace", epoch: 4 });
const runtime = (fold: Fold, event: string, to: string, source: string | null): number =>
  fold.tell("runtime.moved", { from: "", event, to, reason: "why", source }, { subject: "runtime" });

describe("evolve() of the workspace", () => {
  it("notes sequence and time of every event, also of one that it does not know", () => {
    const state = initialState();
    assert.deepEqual([state.seq, state.time, state.epoch, state.workspace, state.owner, state.lifecycle], [0, 0, 0, null, null, "stopped"]);
    const unknown = { seq: 1, time: "2026-11-20T10:00:00.000Z", type: "no.such", subject: "x", command: "c1" };
    evolve(state, unknown as unknown as Parameters<typeof evolve>[1]);
    assert.deepEqual([state.seq, state.time], [1, BEGAN]);
    assert.deepEqual(state.receipts.get("c1"), { id: "c1", status: "applied", seq: 1, subject: "x", time: BEGAN });
  });

  it("workspace.created names it; owner.acquired and owner.released say who works there", () => {
    const fold = new Fold();
    fold.tell("workspace.created", { id: "w1", name: "yard", product: "millrace" });
    assert.deepEqual(fold.state.workspace, { id: "w1", name: "yard" });
    const seq = acquire(fold);
    assert.deepEqual([fold.state.epoch, fold.state.owner], [4, { role: "daemon", pid: 3, started: "33", since: seq }]);
    fold.tell("owner.released", { reason: "done" });
    assert.deepEqual([fold.state.epoch, fold.state.owner], [4, null]);
  });

  it("runtime.moved keeps each source's pause apart", () => {
    const fold = new Fold();
    runtime(fold, "STARTED", "running", null);
    assert.deepEqual([fold.state.lifecycle, fold.state.pauses.size], ["running", 0]);
    const first = runtime(fold, "PAUSED", "paused", "operator");
    const second = runtime(fold, "PAUSED", "paused", "budget");
    assert.deepEqual(
      [...fold.state.pauses.values()],
      [
        { source: "operator", reason: "why", since: first },
        { source: "budget", reason: "why", since: second },
      ],
    );
    runtime(fold, "RESUMED", "paused", "budget");
    assert.deepEqual([fold.state.lifecycle, [...fold.state.pauses.keys()]], ["paused", ["operator"]]);
    runtime(fold, "RESUMED", "running", "operator");
    assert.deepEqual([fold.state.lifecycle, fold.state.pauses.size], ["running", 0]);
    runtime(fold, "STOPPED", "stopped", "operator");
    assert.equal(fold.state.pauses.size, 0);
  });

  it("plan.compiled takes the problems of the last attempt away; plan.rejected leaves the plan in force", () => {
    const fold = new Fold();
    const problems = [{ code: "c", path: "p", message: "m" }];
    const seq = fold.tell("plan.compiled", { plan: "h", mode: "m", loops: {} });
    fold.tell("plan.rejected", { mode: "m", problems, kept: "h" });
    assert.deepEqual([fold.state.plan, fold.state.planProblems], [{ hash: "h", mode: "m", at: seq }, problems]);
    fold.tell("plan.compiled", { plan: "i", mode: "n", loops: {} });
    assert.deepEqual([fold.state.plan?.hash, fold.state.plan?.mode, fold.state.planProblems], ["i", "n", []]);
  });

  it("policy.changed replaces the policy; a new workspace has the documented one", () => {
    const fold = new Fold();
    assert.deepEqual(fold.state.policy, {
      maxRuns: 1,
      runsPerItem: 5,
      attemptsPerDay: 0,
      itemsPerRoot: 200,
      incidentsPerRoot: 3,
      allowedCommands: [],
    });
    fold.tell("policy.changed", { policy: policy({ maxRuns: 9 }) });
    assert.deepEqual(fold.state.policy, policy({ maxRuns: 9 }));
  });

  it("intake.refused and intake.cleared keep the list of files that could not be taken", () => {
    const fold = new Fold();
    const data = { kind: "invalid" as const, item: null, problem: "p", fix: "f" };
    const seq = fold.tell("intake.refused", data, { subject: "tasks/queue/a.md.invalid" });
    assert.deepEqual([...fold.state.refusals.values()], [{ path: "tasks/queue/a.md.invalid", ...data, at: seq }]);
    fold.tell("intake.cleared", { reason: "gone" }, { subject: "tasks/queue/a.md.invalid" });
    assert.equal(fold.state.refusals.size, 0);
  });

  it("remembers a command by its last event, and the subject of its first", () => {
    const fold = new Fold();
    const first = fold.now + 1000;
    for (const id of ["T1", "T2"]) fold.tell("policy.changed", { policy: policy({}) }, { subject: id, command: "c1" });
    assert.deepEqual(fold.state.receipts.get("c1"), { id: "c1", status: "applied", seq: 2, subject: "T1", time: first });
    fold.addTask();
    assert.deepEqual([...fold.state.receipts.keys()], ["c1"]);
  });

  it("command.settled remembers an answer that changed nothing, with its code", () => {
    const fold = new Fold();
    const seq = fold.tell("command.settled", { status: "applied", code: null, values: {} }, { command: "a" });
    assert.deepEqual(fold.state.receipts.get("a"), { id: "a", status: "applied", seq, subject: null, time: fold.now });
    const refused = fold.tell("command.settled", { status: "rejected", code: "item.unknown", values: { item: "x" } }, { command: "b" });
    assert.deepEqual(fold.state.receipts.get("b"), {
      id: "b",
      status: "rejected",
      seq: refused,
      subject: null,
      time: fold.now,
      code: "item.unknown",
      values: { item: "x" },
    });
    fold.tell("command.settled", { status: "applied", code: null, values: {} });
    assert.deepEqual([...fold.state.receipts.keys()], ["a", "b"]);
    const later = fold.state.receipts.get("a")?.seq;
    assert.equal(later, seq);
  });

  it("forgets answers after thirty days, when the next owner comes, and none before", () => {
    const fold = new Fold();
    fold.tell("policy.changed", { policy: policy({}) }, { command: "old" });
    fold.now += 1000;
    fold.tell("policy.changed", { policy: policy({}) }, { command: "young" });
    fold.now = BEGAN + 30 * DAY - 1000;
    acquire(fold);
    assert.deepEqual([...fold.state.receipts.keys()], ["old", "young"]);
    acquire(fold);
    assert.deepEqual([...fold.state.receipts.keys()], ["young"]);
  });
});
