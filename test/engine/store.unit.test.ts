import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { Command } from "../../src/engine/decide/command.ts";
import { encodeState } from "../../src/state/snapshot.ts";
import { emptyFields } from "../../src/work/empty-fields.ts";
import { Bench } from "./effects/support/bench.ts";

const add = (item: string): Command => ({
  type: "addItem",
  kind: "task",
  item,
  slug: item,
  fields: emptyFields(item),
  document: null,
  body: "",
  id: `add-${item}`,
  actor: "operator",
});

describe("Store.apply()", () => {
  for (const operation of ["write", "sync"] as const) {
    it(`changes nothing in the state, and tells nobody, when the log's ${operation} fails`, async () => {
      const bench = await Bench.with();
      const before = JSON.stringify(encodeState(bench.store.state));
      const told: string[] = [];
      bench.store.listen((events) => void told.push(...events.map(({ type }) => type)));
      bench.fs.plan = ({ name }) => (name === operation ? { kind: "error", code: "EIO" } : undefined);
      assert.throws(() => bench.store.apply(add("T2")), { code: operation === "write" ? "log.io" : "log.sync-failed" });
      assert.equal(JSON.stringify(encodeState(bench.store.state)), before);
      assert.deepEqual(told, []);
    });
  }

  it("has every event of a decision in the state before anybody is told", async () => {
    const bench = await Bench.with();
    let seen = 0;
    bench.store.listen((events) => {
      seen = events.at(-1)?.seq ?? 0;
      assert.equal(bench.store.state.seq, seen);
      assert.equal(bench.store.log.head.seq, seen);
    });
    bench.store.apply(add("T2"));
    assert.equal(seen, bench.store.state.seq);
  });

  it("remembers the answers of those from outside, also to what changed nothing, and none of its own", async () => {
    const bench = await Bench.with();
    const resume: Command = { type: "moveRuntime", event: "RESUMED", source: "nobody", reason: null, id: "idle", actor: "operator" };
    const first = bench.store.apply(resume);
    assert.deepEqual(bench.store.apply(resume), { ...first, seq: bench.store.state.seq, events: [] });
    bench.store.apply({ ...resume, id: "own", actor: "runtime" });
    bench.store.apply({ ...add("T3"), id: "own-add", actor: "runtime" });
    assert.deepEqual([...bench.store.state.receipts.keys()], ["idle"]);
  });
});

describe("Store.applyTogether()", () => {
  it("makes many durable with one sync, each a batch of its own with its own answer", async () => {
    const bench = await Bench.with();
    let syncs = 0;
    bench.fs.plan = ({ name }) => {
      if (name === "sync") syncs++;
      return undefined;
    };
    bench.store.listen((events) =>
      assert.ok((events.at(-1)?.seq ?? 0) <= bench.store.state.seq && bench.store.state.seq === bench.store.log.head.seq),
    );
    const answers = bench.store.applyTogether([add("T2"), add("T3"), add("T4")]);
    assert.equal(syncs, 1);
    assert.deepEqual(
      answers.map((answer) => answer.status === "applied" && [answer.subject, answer.events[0]?.command, answer.events[0]?.batch]),
      ["T2", "T3", "T4"].map((id) => [id, `add-${id}`, [1, 1]]),
    );
    assert.deepEqual(
      answers.map(({ seq }) => seq - (answers[0]?.seq ?? 0)),
      [0, 1, 2],
    );
  });

  it("refuses what is refused alone, and gives what was answered before its first answer", async () => {
    const bench = await Bench.with();
    const [first] = bench.store.applyTogether([add("T2")]);
    const answers = bench.store.applyTogether([add("T2"), { ...add("T2"), id: "again" }, add("T3"), add("../T")]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      ["applied", "rejected", "applied", "rejected"],
    );
    assert.equal(answers[0]?.seq, first?.seq);
    assert.deepEqual(bench.store.applyTogether([]), []);
  });

  for (const operation of ["write", "sync"] as const) {
    it(`changes nothing in the state, and tells nobody, when the log's ${operation} fails`, async () => {
      const bench = await Bench.with();
      const before = JSON.stringify(encodeState(bench.store.state));
      bench.store.listen(() => assert.fail("nothing happened"));
      bench.fs.plan = ({ name }) => (name === operation ? { kind: "error", code: "EIO" } : undefined);
      assert.throws(() => bench.store.applyTogether([add("T2"), add("T3")]), {
        code: operation === "write" ? "log.io" : "log.sync-failed",
      });
      assert.equal(JSON.stringify(encodeState(bench.store.state)), before);
    });
  }
});
