import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { MillraceError } from "../../src/kernel/errors/millrace-error.ts";
import type { EventLog } from "../../src/log/event-log.ts";
import type { Fault, Operation } from "../support/faulty-fs/fault.ts";
import { marked, markOf } from "./log-events.ts";
import { FIRST, LogWorld } from "./log-world.ts";

const fails = (code: string, action: () => unknown): void =>
  assert.throws(action, (error) => error instanceof MillraceError && error.code === code);
const rejects = (code: string, promise: Promise<unknown>): Promise<void> =>
  assert.rejects(promise, (error) => error instanceof MillraceError && error.code === code);

/** A log with one event in it, and what the disk is asked to do from then on. */
function opened(
  more: object = {},
  seed = 1,
): {
  world: LogWorld;
  log: EventLog;
  operations: Operation[];
  next: (name: Operation["name"], fault: Fault) => void;
} {
  const world = new LogWorld(seed);
  const { log } = world.open(more);
  log.appendNow([marked("first")]);
  const operations: Operation[] = [];
  const faults: [Operation["name"], Fault][] = [];
  world.fs.plan = (operation) => {
    operations.push(operation);
    const index = faults.findIndex(([name]) => name === operation.name);
    return index === -1 ? undefined : faults.splice(index, 1)[0]?.[1];
  };
  return { world, log, operations, next: (name, fault) => void faults.push([name, fault]) };
}

describe("EventLog.append()", () => {
  it("writes all who wait in one go, syncs once, and calls durable what was synced before", async () => {
    const { log, operations } = opened();
    const batches = await Promise.all([log.append([marked("a"), marked("b")], { command: "c1" }), log.append([marked("c")])]);
    assert.deepEqual(
      operations.map(({ name }) => name),
      ["write", "sync"],
    );
    const events = batches.flat();
    assert.deepEqual(
      events.map(({ seq, batch, durable, command, epoch }) => ({ seq, batch, durable, command, epoch })),
      [
        { seq: 2, batch: [1, 2], durable: 1, command: "c1", epoch: 1 },
        { seq: 3, batch: [2, 2], durable: 1, command: "c1", epoch: 1 },
        { seq: 4, batch: [1, 1], durable: 1, command: undefined, epoch: 1 },
      ],
    );
    assert.equal(log.head.seq, 4);
    await log.close();
  });

  it("flushes those who come during a flush when it ends, in their order", async () => {
    const { world, log, operations } = opened();
    const first = [log.append([marked("a")]), log.append([marked("b")])];
    await null;
    await null;
    const second = [log.append([marked("c")]), log.append([marked("d")])];
    const events = (await Promise.all([...first, ...second])).flat();
    assert.deepEqual(events.map(markOf), ["a", "b", "c", "d"]);
    assert.deepEqual(
      operations.map(({ name }) => name),
      ["write", "sync", "write", "sync"],
    );
    await log.close();
    assert.deepEqual(world.read().seen.map(markOf), ["first", "a", "b", "c", "d"]);
  });

  it("refuses an unknown type, bad data, or the log's own member alone, and writes the others", async () => {
    const { world, log } = opened();
    const bad = [
      { ...marked("x"), type: "no.such" },
      { ...marked("x"), data: { mark: 1 } },
      { ...marked("x"), data: { mark: "x", $blob: "y" } },
      { ...marked("x"), subject: "s".repeat(70_000) },
    ];
    const refused = bad.map((event) => rejects("log.bad-event", log.append([marked("lost"), event])));
    const good = log.append([marked("good")]);
    await Promise.all([...refused, good]);
    await log.close();
    assert.deepEqual(world.read().seen.map(markOf), ["first", "good"]);
  });

  it("resolves at once for no events, and rejects once the log is closed", async () => {
    const { log, operations } = opened();
    assert.deepEqual(
      await Promise.all([log.append([]), log.append([marked("a")]), log.append([])]).then((all) => all.map((one) => one.length)),
      [0, 1, 0],
    );
    assert.equal(log.head.seq, 2);
    operations.length = 0;
    assert.deepEqual(await log.append([]), []);
    assert.deepEqual(log.appendNow([]), []);
    assert.deepEqual(operations, []);
    await log.close();
    await rejects("log.closed", log.append([marked("late")]));
  });

  it("gives back what a reader gets, not what it was given", async () => {
    const { world, log } = opened();
    const data = { mark: "a", none: undefined, date: new Date(0) };
    const [event] = await log.append([{ ...marked("a"), data }]);
    assert.deepEqual(event?.data, { mark: "a", date: "1970-01-01T00:00:00.000Z" });
    assert.deepEqual(world.read().seen[1], event);
    await log.close();
  });
});

describe("EventLog.appendNow()", () => {
  it("is refused while others are under way, and allowed again after", async () => {
    const { log } = opened();
    const waiting = log.append([marked("a")]);
    assert.equal(log.idle, false);
    fails("log.busy", () => log.appendNow([marked("b")]));
    await waiting;
    await null;
    assert.equal(log.idle, true);
    assert.equal(log.appendNow([marked("b")])[0]?.seq, 3);
    await log.close();
  });

  it("counts a negative cause back from the event", async () => {
    const { log } = opened();
    const events = log.appendNow([marked("a"), { ...marked("b"), cause: -1 }]);
    assert.equal(events[1]?.cause, 2);
    await log.close();
  });
});

describe("EventLog.mark()", () => {
  it("appends a sync mark once, and none to an empty log", async () => {
    const world = new LogWorld();
    const { log } = world.open();
    assert.equal(log.mark(), null);
    log.appendNow([marked("a")]);
    const mark = log.mark();
    assert.deepEqual([mark?.type, mark?.durable, log.mark()], ["log.marked", 1, null]);
    await log.close();
    assert.equal(world.read().head.durable, 1);
  });
});

describe("EventLog and a failing disk", () => {
  for (const code of ["ENOSPC", "EROFS", "EIO"]) {
    it(`takes back a write that fails with ${code} half way, and goes on`, async () => {
      const { world, log, next } = opened();
      const before = world.bytes(FIRST);
      next("write", { kind: "short", bytes: 100 });
      next("write", { kind: "error", code });
      const head = log.head;
      const failed = assert.throws(
        () => log.appendNow([marked("a")]),
        (error) => {
          assert.ok(error instanceof MillraceError);
          assert.deepEqual([error.code, error.exit], code === "EIO" ? ["log.io", 1] : ["log.disk", 6]);
          assert.equal(error.values.code, code);
          return true;
        },
      );
      assert.equal(failed, undefined);
      assert.equal(log.head, head);
      assert.deepEqual(world.bytes(FIRST), before);
      log.appendNow([marked("b")]);
      await log.close();
      assert.deepEqual(world.read().seen.map(markOf), ["first", "b"]);
    });
  }

  it("finishes a short write", async () => {
    const { world, log, next } = opened();
    for (const bytes of [1, 50, 7]) next("write", { kind: "short", bytes });
    log.appendNow([marked("a")]);
    await log.close();
    assert.deepEqual(world.read().seen.map(markOf), ["first", "a"]);
  });

  it("rejects all of a group that could not be written, and none of the next", async () => {
    const { log, next } = opened();
    next("write", { kind: "error", code: "ENOSPC" });
    const group = ["a", "b"].map((mark) => rejects("log.disk", log.append([marked(mark)])));
    await Promise.all(group);
    assert.equal((await log.append([marked("c")]))[0]?.seq, 2);
    await log.close();
  });

  it("writes no more when a failed write cannot be taken back", () => {
    const { log, next } = opened();
    next("write", { kind: "short", bytes: 10 });
    next("write", { kind: "error", code: "EIO" });
    next("truncate", { kind: "error", code: "EIO" });
    fails("log.broken", () => log.appendNow([marked("a")]));
    fails("log.broken", () => log.appendNow([marked("b")]));
  });

  it("does not let a batch that it refused come back after a crash", async () => {
    for (let seed = 1; seed <= 30; seed++) {
      const { world, log, next } = opened({}, seed);
      next("write", { kind: "short", bytes: 400 });
      next("write", { kind: "error", code: "ENOSPC" });
      await Promise.all(["a", "b"].map((mark) => rejects("log.disk", log.append([marked(mark)]))));
      world.fs = world.fs.crash();
      assert.deepEqual(world.read().seen.map(markOf), ["first"], `seed ${seed}`);
    }
  });

  it("writes no more after a failed sync, and the next owner makes durable what it finds before it trusts it", async () => {
    const { world, log, next } = opened();
    next("sync", { kind: "error", code: "EIO" });
    fails("log.sync-failed", () => log.appendNow([marked("a")]));
    assert.equal(log.head.seq, 1);
    await rejects("log.sync-failed", log.append([marked("b")]));
    const again = world.open();
    assert.equal(again.log.head.seq, 2);
    world.fs = world.fs.crash();
    assert.deepEqual(world.read().seen.map(markOf), ["first", "a"]);
  });

  it("refuses a batch alone whose blob cannot be stored", async () => {
    const { world, log, next } = opened();
    next("rename", { kind: "error", code: "ENOSPC" });
    const big = rejects("log.disk", log.append([marked("big", 20_000)]));
    const small = log.append([marked("small")]);
    await Promise.all([big, small]);
    await log.close();
    assert.deepEqual(world.read().seen.map(markOf), ["first", "small"]);
  });
});

describe("EventLog and another owner", () => {
  const fenced = (log: EventLog): void => {
    assert.throws(
      () => log.appendNow([marked("late")]),
      (error) => error instanceof MillraceError && error.code === "log.fenced" && error.exit === 11,
    );
    fails("log.fenced", () => log.appendNow([marked("later")]));
  };

  it("writes nothing when the other has appended", () => {
    const { world, log } = opened();
    const other = world.open().log;
    other.appendNow([marked("theirs")]);
    const theirs = world.bytes(FIRST);
    fenced(log);
    assert.deepEqual(world.bytes(FIRST), theirs);
    assert.equal(other.appendNow([marked("more")])[0]?.seq, 3);
  });

  it("writes nothing when the other has gone on to the next segment", () => {
    const { world, log } = opened();
    const other = world.open({ segmentBytes: 1 }).log;
    other.appendNow([marked("theirs")]);
    other.appendNow([marked("more")]);
    assert.equal(other.head.segment, "000000000003.jsonl");
    fenced(log);
    assert.deepEqual(world.read().seen.map(markOf), ["first", "theirs", "more"]);
  });

  it("writes nothing when the log was replaced", () => {
    const { world, log } = opened();
    world.fs.rename("/w/log", "/w/old");
    fenced(log);
  });
});

describe("EventLog and segments", () => {
  it("starts a segment at a batch border once the last has its size, named by its first sequence", async () => {
    const { world, log, operations } = opened({ segmentBytes: 600 });
    for (let index = 0; index < 4; index++) log.appendNow([marked("a"), marked("b")]);
    await log.close();
    assert.deepEqual(world.fs.list(world.directory).sort(), [FIRST, "000000000004.jsonl", "000000000008.jsonl"]);
    const roll = operations.findIndex(({ name }) => name === "create");
    assert.deepEqual(
      operations.slice(roll, roll + 5).map(({ name }) => name),
      ["create", "sync", "syncDirectory", "write", "sync"],
    );
    assert.equal(world.read().end.kind, "whole");
  });

  it("keeps the full segment when the next cannot be made, and writes no more", () => {
    const { world, log, next } = opened({ segmentBytes: 1 });
    next("create", { kind: "error", code: "ENOSPC" });
    fails("log.disk", () => log.appendNow([marked("a")]));
    assert.equal(log.appendNow([marked("b")])[0]?.seq, 2);
    assert.deepEqual(world.read().seen.map(markOf), ["first", "b"]);
  });
});
