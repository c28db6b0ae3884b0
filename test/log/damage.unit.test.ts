import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { EventEnvelope } from "../../src/events/envelope.ts";
import { MillraceError } from "../../src/kernel/errors/millrace-error.ts";
import { CrashError } from "../support/faulty-fs/crash-error.ts";
import { marked } from "./log-events.ts";
import { FIRST, LogWorld } from "./log-world.ts";

/** Nine events in five batches: all but the last batch are called durable by a later line. */
async function fiveBatches(segmentBytes = 1 << 20): Promise<{ world: LogWorld; events: EventEnvelope[]; ends: number[] }> {
  const world = new LogWorld();
  const { log } = world.open({ segmentBytes });
  const events: EventEnvelope[] = [];
  const ends: number[] = [0];
  for (const size of [1, 2, 3, 1, 2]) {
    events.push(...log.appendNow(Array.from({ length: size }, (_, index) => marked(`${size}.${index}`, index))));
    ends.push(world.fs.facts(`${world.directory}/${log.head.segment}`)?.size ?? 0);
  }
  await log.close();
  return { world, events, ends };
}

function corrupt(world: LogWorld): MillraceError {
  try {
    world.open();
  } catch (error) {
    if (error instanceof MillraceError && error.code === "log.corrupt") return error;
    throw error;
  }
  return assert.fail("openLog() took a corrupt log");
}

describe("a damaged log", () => {
  it("never yields a changed event, whichever byte is changed, and is corrupt but for the batch that nothing calls durable", async () => {
    const { world, events, ends } = await fiveBatches();
    const whole = world.bytes(FIRST);
    for (let at = 0; at < whole.length; at++) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      world.damage(FIRST, bytes);
      const { seen, end } = world.read();
      assert.deepEqual(seen, events.slice(0, seen.length), `byte ${at}`);
      const batch = ends.findLastIndex((offset) => offset <= at);
      assert.equal(end.kind, batch < 4 ? "corrupt" : "torn", `byte ${at}`);
      if (end.kind === "corrupt" || end.kind === "torn") assert.equal(end.offset, ends[batch], `byte ${at}`);
    }
  });

  it("F5: is torn wherever its end is cut off inside a batch, from the start of that batch", async () => {
    const { world, events, ends } = await fiveBatches();
    const whole = world.bytes(FIRST);
    for (let size = 1; size < whole.length; size++) {
      world.damage(FIRST, whole.subarray(0, size));
      const { seen, end } = world.read();
      const batch = ends.findLastIndex((offset) => offset <= size);
      assert.deepEqual(seen, events.slice(0, seen.length));
      // A prefix looks as if its writer had died there: nothing that is left says otherwise.
      assert.equal(end.kind, ends.includes(size) ? "whole" : "torn", `size ${size}`);
      if (end.kind === "torn") assert.equal(end.offset, ends[batch]);
    }
  });

  it("is corrupt where a line is missing, doubled, or stands in another's place", async () => {
    const { world } = await fiveBatches();
    const lines = world.bytes(FIRST).toString().trimEnd().split("\n");
    const arrangements: [string, number[]][] = [
      ["gap", [0, 1, 2, 4, 5, 6, 7, 8]],
      ["no first line", [1, 2, 3, 4, 5, 6, 7, 8]],
      ["double", [0, 0, 1, 2, 3, 4, 5, 6, 7, 8]],
      ["exchange", [0, 1, 2, 6, 4, 5, 3, 7, 8]],
    ];
    for (const [name, order] of arrangements) {
      world.damage(FIRST, order.map((index) => `${lines[index]}\n`).join(""));
      assert.equal(world.read().end.kind, "corrupt", name);
      const error = corrupt(world);
      assert.equal(error.exit, 9);
      assert.match(error.fix ?? "", /millrace log repair/);
    }
  });

  it("is corrupt where the last line stands twice, for it calls its own predecessor durable", async () => {
    const { world } = await fiveBatches();
    const { log } = world.open();
    log.appendNow([marked("a")]);
    log.appendNow([marked("b")]);
    await log.close();
    const lines = world.bytes(FIRST).toString().trimEnd().split("\n");
    world.damage(FIRST, `${[...lines.slice(0, -2), lines.at(-1), lines.at(-1)].join("\n")}\n`);
    assert.equal(corrupt(world).values.seq, 10);
  });

  it("is corrupt where a bad line is followed by one that calls it durable, though no valid line does", async () => {
    const { world, events, ends } = await fiveBatches();
    const bytes = world.bytes(FIRST);
    bytes.fill(0, ends[3], (ends[3] ?? 0) + 50);
    world.damage(FIRST, bytes);
    const { head, end } = world.read();
    assert.equal(head.durable, 3);
    assert.deepEqual([end.kind, "seq" in end && end.seq], ["corrupt", events[6]?.seq]);
  });

  it("is corrupt where a sealed segment ends early, or is missing, or is changed", async () => {
    const { world } = await fiveBatches(400);
    const names = world.fs
      .list(world.directory)
      .filter((name) => name.endsWith(".jsonl"))
      .sort();
    assert.ok(names.length >= 3);
    const [first = "", second = ""] = names;
    const whole = world.bytes(first);
    world.damage(first, whole.subarray(0, whole.length - 1));
    assert.equal(corrupt(world).values.segment, first);
    world.damage(first, whole);
    assert.equal(world.read().end.kind, "whole");
    world.fs.remove(`${world.directory}/${second}`);
    assert.match(String(corrupt(world).values.problem), /is missing/);
  });

  it("keeps torn bytes in log/cut and carries on after the last whole batch", async () => {
    const { world, events, ends } = await fiveBatches();
    const whole = world.bytes(FIRST);
    world.damage(FIRST, whole.subarray(0, whole.length - 3));
    const { log, repaired } = world.open();
    assert.deepEqual(world.bytes(repaired?.moved ?? ""), whole.subarray(ends[4], whole.length - 3));
    log.appendNow([marked("next")]);
    await log.close();
    const { seen, end } = world.read();
    assert.equal(end.kind, "whole");
    assert.deepEqual(seen.slice(0, 7), events.slice(0, 7));
    assert.deepEqual(
      seen.slice(7).map((event) => [event.seq, event.type]),
      [
        [8, "log.repaired"],
        [9, "test.noted"],
      ],
    );
  });

  it("has its torn bytes in the segment or in log/cut whenever the machine dies", async () => {
    for (let run = 0; run < 120; run++) {
      const world = new LogWorld(run);
      const { log } = world.open();
      log.appendNow([marked("a")]);
      await log.close();
      const file = world.fs.open(`${world.directory}/${FIRST}`, "write");
      file.write(Buffer.from("torn bytes"), file.size());
      file.sync();
      const at = world.fs.operations + 1 + (run % 12);
      world.fs.plan = ({ index, bytes }) => (index === at ? { kind: "crash", bytes: bytes >> 1 } : undefined);
      try {
        world.open();
      } catch (error) {
        assert.ok(error instanceof CrashError);
      }
      world.fs = world.fs.crash();
      const cut = world.fs.list(`${world.directory}/cut`).some((name) => world.bytes(`cut/${name}`).toString() === "torn bytes");
      assert.ok(cut || world.bytes(FIRST).includes("torn bytes"), `run ${run}`);
    }
  });

  it("ends where the next owner saw it end, and tells of the cut, though the owner that cut it failed in its sync", async () => {
    const { world } = await fiveBatches();
    const file = world.fs.open(`${world.directory}/${FIRST}`, "write");
    file.write(Buffer.from("torn ".repeat(1000)), file.size());
    file.sync();
    world.fs.plan = ({ name, path }) => (name === "sync" && path.endsWith(FIRST) ? { kind: "error", code: "EIO" } : undefined);
    assert.throws(
      () => world.open(),
      (error) => error instanceof MillraceError && error.code === "log.io",
    );
    world.fs.plan = undefined;
    assert.equal(world.open().repaired?.bytes, 5000);
    world.fs = world.fs.crash();
    const { seen, end } = world.read();
    assert.equal(end.kind, "whole");
    const { moved, reason } = (seen[9] ?? assert.fail("no log.repaired")).data as { moved: string; reason: string };
    assert.equal(world.bytes(moved).length, 5000);
    assert.match(reason, /earlier owner/);
  });

  it("takes zeros without end for torn, in bounded memory", async () => {
    const { world, ends } = await fiveBatches();
    const whole = world.bytes(FIRST);
    world.damage(FIRST, Buffer.concat([whole, Buffer.alloc(3_000_000)]));
    const { end } = world.read();
    assert.deepEqual([end.kind, "offset" in end && end.offset], ["torn", ends[5]]);
    const { log, repaired } = world.open();
    assert.equal(repaired?.bytes, 3_000_000);
    await log.close();
  });
});
