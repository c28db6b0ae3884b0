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
