import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { EventEnvelope, NewEvent } from "../../src/events/envelope.ts";
import { systemClock } from "../../src/kernel/real/clock.ts";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { openLog } from "../../src/log/open-log.ts";
import { readLog } from "../../src/log/read-log.ts";
import { loadSnapshot, writeSnapshot } from "../../src/log/snapshot.ts";
import { knowledge, marked } from "./log-events.ts";

const timer = (n: number): NewEvent => marked(`t${n}`);

describe("openLog()", () => {
  let home = "";
  let directory = "";
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "millrace-log-"));
    directory = join(home, "log");
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));
  const open = (more: object = {}) => openLog({ fs: diskFs, directory, knowledge, clock: systemClock, create: true, ...more });

  it("reads back what was appended, over segments, with a chain that starts at 64 zeros", async () => {
    const { log } = open({ segmentBytes: 1000 });
    const written: EventEnvelope[] = [];
    for (let n = 0; n < 20; n++) written.push(...log.appendNow([timer(n), timer(n + 100)]));
    written.push(...(await Promise.all([log.append([timer(1)]), log.append([timer(2)], { command: "c" })])).flat());
    await log.close();
    assert.ok(diskFs.list(directory).length > 5);
    const read: EventEnvelope[] = [];
    const result = readLog({ fs: diskFs, directory, knowledge, onEvent: (event) => read.push(event) });
    assert.deepEqual(result.end, { kind: "whole" });
    assert.deepEqual(read, written);
    const again = open();
    assert.equal(again.log.epoch, 2);
    assert.deepEqual(again.log.head, log.head);
    await again.log.close();
  });

  it("moves torn bytes aside and says so", async () => {
    const { log } = open();
    log.appendNow([timer(1)]);
    log.appendNow([timer(2)]);
    await log.close();
    const path = join(directory, "000000000001.jsonl");
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, whole.length - 10));
    const events: EventEnvelope[] = [];
    const again = open({ onEvent: (event: EventEnvelope) => events.push(event) });
    assert.deepEqual(
      events.map((event) => event.type),
      ["test.noted", "log.repaired"],
    );
    assert.ok(again.repaired);
    assert.equal(readFileSync(join(directory, again.repaired.moved)).length, again.repaired.bytes);
    await again.log.close();
    assert.equal(readLog({ fs: diskFs, directory, knowledge }).end.kind, "whole");
  });

  it("starts from a snapshot", async () => {
    const { log } = open({ segmentBytes: 500 });
    for (let n = 0; n < 5; n++) log.appendNow([timer(n)]);
    writeSnapshot(diskFs, directory, { reducer: "1", position: log.head, state: { n: 5 } });
    for (let n = 0; n < 5; n++) log.appendNow([timer(n)]);
    await log.close();
    const { snapshot, ignored } = loadSnapshot(diskFs, directory, "1");
    assert.deepEqual(ignored, []);
    assert.deepEqual(snapshot?.state, { n: 5 });
    const seen: number[] = [];
    const again = open({ from: snapshot?.position, onEvent: (event: EventEnvelope) => seen.push(event.seq) });
    assert.deepEqual(seen, [6, 7, 8, 9, 10]);
    await again.log.close();
  });
});
