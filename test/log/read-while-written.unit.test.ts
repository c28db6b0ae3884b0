import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { Fs } from "../../src/kernel/ports/fs.ts";
import { openLog } from "../../src/log/open-log.ts";
import { readLog } from "../../src/log/read-log.ts";
import { SimClock } from "../sim/support/sim-clock.ts";
import { FaultyFs } from "../support/faulty-fs/faulty-fs.ts";

const mark = { type: "log.marked", actor: "runtime", subject: "log", cause: 0, data: {} } as const;

/** The disk as a reader sees it whose first look catches the last bytes half written. */
function caughtInWriting(fs: FaultyFs, bytes: number): Fs {
  let looks = 0;
  const open: Fs["open"] = (path, how) => {
    const file = fs.open(path, how);
    if (looks++ > 0) return file;
    const read: typeof file.read = (into, position) => {
      const room = Math.max(0, bytes - position);
      return room === 0 ? 0 : file.read(into.subarray(0, Math.min(into.length, room)), position);
    };
    return { ...file, size: () => bytes, read };
  };
  return new Proxy(fs, {
    get(target, name) {
      if (name === "open") return open;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}

describe("readLog()", () => {
  it("does not take a line that is being written for damage", async () => {
    const fs = new FaultyFs({ seed: 1 });
    const { log } = openLog({ fs, directory: "/log", clock: new SimClock(), create: true });
    for (let n = 0; n < 5; n++) log.appendNow([mark]);
    await log.close();
    const text = Buffer.from(fs.read("/log/000000000001.jsonl")).toString();
    const half = text.split("\n").slice(0, 2).join("\n").length + 40;
    const seen: number[] = [];
    const { end, events } = readLog({ fs: caughtInWriting(fs, half), directory: "/log", onEvent: ({ seq }) => seen.push(seq) });
    assert.deepEqual([end.kind, events, seen], ["whole", 5, [1, 2, 3, 4, 5]]);
  });
});
