import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { Phase } from "../../machines/runtime/item.ts";
import { emptyFields } from "../../src/work/empty-fields.ts";
import { Fold, REVISION } from "./support/fold.ts";

const move = (fold: Fold, to: Phase, more: { reason?: string; resetCounters?: boolean } = {}): number =>
  fold.tell("item.moved", { event: "X", from: "", to, reason: null, resetCounters: false, ...more }, { subject: "T1" });

describe("evolve() of items", () => {
  it("item.added makes a queued item at the end of the queue", () => {
    const fold = new Fold();
    const seq = fold.addTask("T1", { priority: 3 }, ["make"]);
    assert.deepEqual(fold.item(), {
      id: "T1",
      kind: "task",
      phase: "queued",
      revision: REVISION,
      document: "# T1\n",
      documentAt: seq,
      fields: { ...emptyFields("T1"), priority: 3 },
      held: ["make"],
      priority: 3,
      order: seq,
      runs: 0,
      runsEver: 0,
      lastRun: null,
      counters: {},
      reason: null,
      changedAt: seq,
    });
  });

  it("item.revised takes the new revision; a place that an operator gave holds until the document names another priority", () => {
    const fold = new Fold();
    fold.addTask("T1", { priority: 3 }, ["make"]);
    const placed = fold.tell("item.placed", { priority: 9, order: 0.5 }, { subject: "T1" });
    assert.deepEqual([fold.item().priority, fold.item().order, fold.item().changedAt], [9, 0.5, placed]);
    const same = { ...emptyFields("T1"), priority: 3 };
    const seq = fold.tell("item.revised", { revision: "r", document: "d", fields: same, held: ["x"] }, { subject: "T1" });
    const { revision, document, fields, documentAt, held, changedAt, priority, order } = fold.item();
    assert.deepEqual([revision, document, fields, documentAt, held, changedAt], ["r", "d", same, seq, ["x"], seq]);
    assert.deepEqual([priority, order], [9, 0.5]);
    fold.tell("item.revised", { revision: "s", document: "e", fields: { ...same, priority: 4 } }, { subject: "T1" });
    assert.deepEqual([fold.item().priority, fold.item().order, fold.item().held], [4, 0.5, []]);
  });

  it("item.approved takes away what was agreed to, and nothing else", () => {
    const fold = new Fold();
    fold.addTask("T1", {}, ["a", "b", "c"]);
    const seq = fold.tell("item.approved", { commands: ["a", "c", "z"], reason: null }, { subject: "T1" });
    assert.deepEqual([fold.item().held, fold.item().changedAt], [["b"], seq]);
  });

  it("item.moved drops the text of what is finished, and of nothing that may still be worked on", () => {
    for (const [to, kept] of [
      ["queued", true],
      ["active", true],
      ["blocked", true],
      ["done", false],
      ["handed_off", false],
      ["cancelled", false],
      ["removed", false],
      ["archived", false],
    ] as const) {
      const fold = new Fold();
      fold.addTask();
      const seq = move(fold, to, { reason: "why" });
      const { phase, reason, changedAt, document } = fold.item();
      assert.deepEqual([phase, reason, changedAt, document], [to, "why", seq, kept ? "# T1\n" : null]);
    }
  });

  it("item.moved keeps counters and runs unless it says otherwise; runs that ever began are never forgotten", () => {
    const fold = new Fold();
    fold.addTask();
    fold.startRun();
    fold.item().counters = { fixCycles: 2 };
    move(fold, "blocked");
    assert.deepEqual([fold.item().counters, fold.item().runs], [{ fixCycles: 2 }, 1]);
    move(fold, "queued", { resetCounters: true });
    assert.deepEqual([fold.item().counters, fold.item().runs, fold.item().runsEver], [{}, 0, 1]);
  });

  it("names what a damaged log lacks", () => {
    const fold = new Fold();
    assert.throws(() => move(fold, "done"), /names item "T1", which it never made/);
    assert.throws(() => fold.request("R9"), /names run "R9"/);
    assert.throws(() => fold.tell("run.phase", { event: "X", from: "", to: "due", reason: "" }), /names run "undefined"/);
  });

  it("item.imported keeps the phase and counters that it had; run.imported is one finished line", () => {
    const fold = new Fold();
    const from = { line: "0.12", path: "p", id: "old", phase: "queued" };
    const about = { kind: "task" as const, revision: REVISION, document: "# old\n", fields: { ...emptyFields("T1"), priority: 2 } };
    const data = { ...about, held: ["h"], phase: "blocked" as const, reason: "why", counters: { fixCycles: 1 }, from };
    const seq = fold.tell("item.imported", data, { subject: "T1" });
    assert.deepEqual(fold.item(), {
      id: "T1",
      kind: "task",
      phase: "blocked",
      revision: REVISION,
      document: "# old\n",
      documentAt: seq,
      fields: about.fields,
      held: ["h"],
      priority: 2,
      order: seq,
      runs: 0,
      runsEver: 0,
      lastRun: null,
      counters: { fixCycles: 1 },
      reason: "why",
      changedAt: seq,
    });
    fold.tell("item.imported", { ...data, phase: "done" }, { subject: "T2" });
    assert.equal(fold.item("T2").document, null);
    const run = { line: "0.12", loop: "old", outcome: "blocked" as const, reason: "r", stages: 4, directory: "d", millis: 9 };
    const told = fold.tell("run.imported", { ...run, started: "2026-01-02T03:04:05.000Z" }, { subject: "T1", run: "T1-1" });
    const { runs, runsEver, lastRun, changedAt } = fold.item();
    assert.deepEqual([runs, runsEver, lastRun, changedAt], [0, 1, "T1-1", told]);
    assert.deepEqual(fold.state.finishedRuns.get("T1-1"), {
      id: "T1-1",
      item: "T1",
      loop: "old",
      plan: "",
      outcome: "blocked",
      reason: "r",
      attempts: 4,
      visits: 4,
      startedAt: told,
      finishedAt: told,
      startedTime: Date.parse("2026-01-02T03:04:05.000Z"),
      millis: 9,
    });
    assert.throws(() => fold.tell("run.imported", { ...run, started: "" }, { subject: "T1" }), /names run/);
  });
});
