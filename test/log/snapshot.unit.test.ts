import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { MillraceError } from "../../src/kernel/errors/millrace-error.ts";
import { listSnapshots, loadSnapshot, writeSnapshot } from "../../src/log/snapshot.ts";
import { marked, markOf } from "./log-events.ts";
import { LogWorld } from "./log-world.ts";

/** A log over several segments with a snapshot after each of these events. */
async function withSnapshots(...after: number[]): Promise<LogWorld> {
  const world = new LogWorld();
  const { log } = world.open({ segmentBytes: 500 });
  for (let seq = 1; seq <= 9; seq++) {
    log.appendNow([marked(`m${seq}`)]);
    if (after.includes(seq)) writeSnapshot(world.fs, world.directory, { reducer: "r1", position: log.head, state: { seq, text: "é" } });
  }
  await log.close();
  return world;
}

const load = (world: LogWorld, reducer = "r1"): ReturnType<typeof loadSnapshot> => loadSnapshot(world.fs, world.directory, reducer);

describe("writeSnapshot() and loadSnapshot()", () => {
  it("keep the newest two and give the newest", async () => {
    const world = await withSnapshots(2, 5, 7);
    assert.deepEqual(listSnapshots(world.fs, world.directory), ["000000000007.json", "000000000005.json"]);
    assert.deepEqual(load(world).snapshot?.state, { seq: 7, text: "é" });
  });

  it("let a log be opened with the tail only, from the middle or the end of any segment", async () => {
    for (let seq = 1; seq <= 9; seq++) {
      const world = await withSnapshots(seq);
      const seen: string[] = [];
      const { log } = world.open({
        from: load(world).snapshot?.position ?? assert.fail("no snapshot"),
        onEvent: (event) => seen.push(markOf(event)),
      });
      assert.deepEqual(
        seen,
        Array.from({ length: 9 - seq }, (_, index) => `m${seq + index + 1}`),
      );
      assert.deepEqual([log.head.seq, log.epoch], [9, 2]);
      assert.equal(log.appendNow([marked("next")])[0]?.seq, 10);
      assert.equal(world.read().end.kind, "whole");
    }
  });

  it("pass over a damaged, foreign or outdated one, say why, and give the one before", async () => {
    const world = await withSnapshots(5, 7);
    const whole = world.bytes("snapshots/000000000007.json");
    const cases: [Uint8Array | string, RegExp][] = [
      [whole.subarray(0, whole.length - 20), /not a whole one/],
      [whole.toString().replace('"seq":7,"text"', '"seq":8,"text"'), /checksum/],
      [whole.toString().replace(/"hash":"./, '"hash":"x'), /event 7 is not at byte/],
      [whole.toString().replace(/"offset":\d+/, '"offset":99'), /event 7 is not at byte|no line starts/],
      [whole.toString().replace('"r1"', '"r0"'), /another reducer/],
      ["", /not a snapshot/],
    ];
    for (const [bytes, problem] of cases) {
      world.damage("snapshots/000000000007.json", bytes);
      const { snapshot, ignored } = load(world);
      assert.equal(snapshot?.position.seq, 5);
      assert.equal(ignored[0]?.name, "000000000007.json");
      assert.match(ignored[0]?.problem ?? "", problem);
    }
    assert.equal(load(world, "r2").snapshot, null);
  });

  it("openLog() refuses a position that is not in the log", async () => {
    const world = await withSnapshots(5);
    const position = load(world).snapshot?.position ?? assert.fail("no snapshot");
    for (const wrong of [{ hash: "0".repeat(64) }, { seq: 4 }, { offset: 1 }, { offset: 1e9 }, { segment: "000000000099.jsonl" }]) {
      assert.throws(
        () => world.open({ from: { ...position, ...wrong } }),
        (error) => error instanceof MillraceError && error.code === "log.bad-position",
      );
    }
  });

  it("leave a missing log missing, though a snapshot of it is there", async () => {
    const world = await withSnapshots(5);
    for (const name of world.fs.list(world.directory)) if (name.endsWith(".jsonl")) world.fs.remove(`${world.directory}/${name}`);
    assert.throws(
      () => world.open(),
      (error) => error instanceof MillraceError && error.code === "log.missing",
    );
  });
});
