import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { MillraceError } from "../../src/kernel/errors/millrace-error.ts";
import type { Operation } from "../support/faulty-fs/fault.ts";
import { marked } from "./log-events.ts";
import { FIRST, LogWorld } from "./log-world.ts";

/** A log of three events, of which the last was never called durable, with whatever an earlier owner left behind them. */
async function leftBehind(tail: string): Promise<LogWorld> {
  const world = new LogWorld();
  const { log } = world.open();
  for (const mark of ["a", "b", "c"]) log.appendNow([marked(mark)]);
  await log.close();
  if (tail !== "") world.fs.append(`${world.directory}/${FIRST}`, tail);
  return world;
}

interface Overtaken {
  world: LogWorld;
  /** The log as the other owner left it. */
  after: string;
  /** How the first one's opening and its first event ended. */
  end: "wrote" | "fenced";
}

/** What opening does to the disk, operation by operation. */
async function operationsOf(tail: string): Promise<Operation[]> {
  const world = await leftBehind(tail);
  const operations: Operation[] = [];
  world.fs.plan = (operation) => void operations.push(operation);
  world.open();
  return operations;
}

/** Opens the log, and before its operation number `at` another owner opens it, writes and lets go: its lock was lost. */
async function overtakenAt(at: number, tail: string): Promise<Overtaken> {
  const world = await leftBehind(tail);
  let left = at;
  let after = "";
  world.fs.plan = () => {
    if (left-- !== 0) return;
    world.fs.plan = undefined;
    const { log } = world.open();
    log.appendNow([marked("of the other")]);
    void log.close();
    after = world.bytes(FIRST).toString();
  };
  try {
    const { log } = world.open();
    log.appendNow([marked("of the first")]);
    await log.close();
    return { world, after, end: "wrote" };
  } catch (error) {
    if (!(error instanceof MillraceError) || error.code !== "log.fenced") throw error;
    return { world, after, end: "fenced" };
  }
}

/**
 * Between a look at the length and what follows it at once, a cut or the line that tells of it, nothing can be done: POSIX has no call
 * that compares and writes.
 */
function isGuarded({ name }: Operation, index: number, all: readonly Operation[]): boolean {
  const cut = all.findIndex((one) => one.name === "truncate");
  const line = cut === -1 ? -1 : all.findLastIndex((one) => one.name === "write" && one.path.endsWith(FIRST));
  return name !== "truncate" && index !== line;
}

describe("an owner that is overtaken while it opens the log", () => {
  for (const [what, tail] of [
    ["whole", ""],
    ["torn", '{"v":1,"seq":4,"batch":[1,1],"time":"20'],
  ] as const) {
    it(`destroys nothing that the other wrote into a log that was ${what}, before whichever operation that was`, async () => {
      const operations = await operationsOf(tail);
      const ends = new Set<string>();
      for (const [at, operation] of operations.entries()) {
        if (!isGuarded(operation, at, operations)) continue;
        const { world, after, end } = await overtakenAt(at, tail);
        const place = `before operation ${at} of ${operations.length} (${operation.name} of ${operation.path})`;
        ends.add(end);
        const now = world.bytes(FIRST).toString();
        assert.ok(now.startsWith(after), `${place}: what the other wrote is gone`);
        if (end === "fenced") assert.equal(now, after, `${place}: it wrote all the same`);
        const { end: read, seen } = world.read();
        assert.equal(read.kind, "whole", place);
        assert.ok(
          seen.some(({ data }) => (data as { mark?: string }).mark === "of the other"),
          place,
        );
      }
      assert.deepEqual([...ends].sort(), ["fenced", "wrote"]);
    });
  }
});
