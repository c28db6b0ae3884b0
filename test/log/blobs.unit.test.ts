import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { sha256 } from "../../src/kernel/sha256.ts";
import { INLINE_LIMIT, storeBlob } from "../../src/log/blobs.ts";
import { marked } from "./log-events.ts";
import { FIRST, LogWorld } from "./log-world.ts";

/** Data whose JSON has exactly so many bytes. */
function dataOf(bytes: number): { mark: string } {
  return { mark: "x".repeat(bytes - '{"mark":""}'.length) };
}

describe("large data", () => {
  it("stays in the line up to 16 KiB of JSON and goes to a blob above that, and a reader sees no difference", async () => {
    const world = new LogWorld();
    const { log } = world.open();
    for (const bytes of [INLINE_LIMIT, INLINE_LIMIT + 1]) log.appendNow([{ ...marked(""), data: dataOf(bytes) }]);
    await log.close();
    const [inline, outside] = world
      .bytes(FIRST)
      .toString()
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).data);
    assert.deepEqual(inline, dataOf(INLINE_LIMIT));
    const json = JSON.stringify(dataOf(INLINE_LIMIT + 1));
    assert.deepEqual(outside, { $blob: sha256(json), bytes: INLINE_LIMIT + 1 });
    assert.equal(world.bytes(`blobs/${sha256(json).slice(0, 2)}/${sha256(json)}`).toString(), json);
    assert.deepEqual(
      world.read().seen.map((event) => event.data),
      [dataOf(INLINE_LIMIT), dataOf(INLINE_LIMIT + 1)],
    );
  });

  it("is counted in bytes, not characters", async () => {
    const world = new LogWorld();
    const { log } = world.open();
    log.appendNow([marked("a", INLINE_LIMIT / 2)]);
    await log.close();
    assert.equal(world.fs.list(`${world.directory}/blobs`).length, 1);
    assert.equal(world.read().end.kind, "whole");
  });

  it("makes its event corrupt when the blob is missing, short or changed", async () => {
    const world = new LogWorld();
    const { log } = world.open();
    log.appendNow([marked("before")]);
    log.appendNow([marked("big", 20_000)]);
    await log.close();
    const shelf = world.fs.list(`${world.directory}/blobs`)[0] ?? "";
    const name = `blobs/${shelf}/${world.fs.list(`${world.directory}/blobs/${shelf}`)[0]}`;
    const whole = world.bytes(name);
    const changed = Buffer.from(whole);
    changed[100] = 0;
    for (const [bytes, problem] of [
      [whole.subarray(1), /has 40\d+ bytes, not/],
      [changed, /does not have its hash/],
      [null, /is missing/],
    ] as const) {
      if (bytes) world.damage(name, bytes);
      else world.fs.remove(`${world.directory}/${name}`);
      const { end, seen } = world.read();
      assert.equal(end.kind, "corrupt");
      assert.match("problem" in end ? end.problem : "", problem);
      assert.equal(seen.length, 1);
    }
  });
});

describe("storeBlob()", () => {
  it("writes once, and makes durable what it finds", () => {
    const world = new LogWorld();
    world.open();
    const first = storeBlob(world.fs, world.directory, "text");
    const operations: string[] = [];
    world.fs.plan = ({ name }) => void operations.push(name);
    assert.deepEqual(storeBlob(world.fs, world.directory, "text"), first);
    assert.deepEqual(operations, ["syncDirectory", "syncDirectory", "syncDirectory"]);
    const after = world.fs.crash();
    assert.equal(Buffer.from(after.read(`${world.directory}/blobs/${first.$blob.slice(0, 2)}/${first.$blob}`)).toString(), "text");
  });
});
