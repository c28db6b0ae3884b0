import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { openLog } from "../../src/log/open-log.ts";
import { readLog } from "../../src/log/read-log.ts";
import { SimClock } from "../sim/support/sim-clock.ts";
import { FaultyFs } from "../support/faulty-fs/faulty-fs.ts";

const mark = { type: "log.marked", actor: "runtime", subject: "log", cause: 0, data: {} } as const;

describe("a log that ends with a segment without a line", () => {
  it("names the segment of the last event as the place to read on from", async () => {
    const fs = new FaultyFs({ seed: 1 });
    const options = { fs, directory: "/log", clock: new SimClock() };
    const first = openLog({ ...options, create: true }).log;
    first.appendNow([mark]);
    await first.close();
    fs.write("/log/000000000002.jsonl", "");
    const { log } = openLog(options);
    assert.deepEqual([log.head.seq, log.head.segment], [1, "000000000001.jsonl"]);
    assert.equal(readLog({ fs, directory: "/log", from: log.head }).end.kind, "whole");
    log.appendNow([mark]);
    assert.equal(log.head.segment, "000000000002.jsonl");
    await log.close();
    assert.deepEqual(readLog({ fs, directory: "/log" }).events, 2);
  });
});
