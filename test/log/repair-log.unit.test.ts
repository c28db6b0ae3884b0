import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { EventEnvelope } from "../../src/events/envelope.ts";
import { MillraceError } from "../../src/kernel/errors/millrace-error.ts";
import { repairLog } from "../../src/log/repair-log.ts";
import type { RepairReport } from "../../src/log/repair-report.ts";
import { writeSnapshot } from "../../src/log/snapshot.ts";
import { CrashError } from "../support/faulty-fs/crash-error.ts";
import { knowledge, marked, markOf } from "./log-events.ts";
import { LogWorld } from "./log-world.ts";

const SECOND = "000000000004.jsonl";

/** Events 1..7 over three segments with a blob in event 2; event 5, in the second segment, is damaged. */
async function damaged(seed = 1): Promise<{ world: LogWorld; events: EventEnvelope[]; bytes: Buffer }> {
  const world = new LogWorld(seed);
  const { log } = world.open({ segmentBytes: 700 });
  const events: EventEnvelope[] = [];
  for (let seq = 1; seq <= 7; seq++) events.push(...log.appendNow([marked(`m${seq}`, seq === 2 ? 20_000 : 0)]));
  writeSnapshot(world.fs, world.directory, { reducer: "1", position: log.head, state: {} });
  await log.close();
  world.fs.syncDirectory(world.directory);
  const bytes = world.bytes(SECOND);
  bytes[bytes.indexOf(10) + 40] = (bytes[bytes.indexOf(10) + 40] ?? 0) ^ 1;
  world.damage(SECOND, bytes);
  const file = world.fs.open(`${world.directory}/${SECOND}`, "write");
  file.sync();
  file.close();
  return { world, events, bytes };
}

const repair = (world: LogWorld): Promise<RepairReport> =>
  repairLog({ fs: world.fs, directory: world.directory, clock: world.clock, knowledge });

function checkRepaired(world: LogWorld, events: EventEnvelope[]): void {
  const { seen, end } = world.read();
  assert.equal(end.kind, "whole");
  assert.deepEqual(seen.slice(0, 4), events.slice(0, 4));
  assert.deepEqual(
    seen.slice(4).map(({ seq, type, epoch }) => [seq, type, epoch]),
    [[5, "log.salvaged", 2]],
  );
}

describe("repairLog()", () => {
  it("keeps all before the corruption in a new log, says what is lost, and keeps the old one as it was", async () => {
    const { world, events, bytes } = await damaged();
    const report = await repair(world);
    assert.deepEqual([report.lastGood, report.lost], [4, 3]);
    assert.match(report.reason, /byte \d+ of 000000000004.jsonl, event 5: its hash does not fit/);
    checkRepaired(world, events);
    assert.deepEqual(world.fs.read(`/w/${report.kept}/${SECOND}`), bytes);
    assert.deepEqual(world.fs.list("/w").sort(), ["log", report.kept]);
    const data = world.read().seen[4]?.data;
    assert.deepEqual(data, { from: report.kept, lastGood: 4, lost: 3, reason: report.reason });
    const { log } = world.open();
    assert.equal(log.appendNow([marked("next")])[0]?.seq, 6);
  });

  it("refuses a log that is whole or only torn, one of a newer version, and none", async () => {
    const code = (expected: string) => (error: unknown) => error instanceof MillraceError && error.code === expected;
    const world = new LogWorld();
    await assert.rejects(repair(world), code("log.missing"));
    const { log } = world.open();
    log.appendNow([marked("a")]);
    await log.close();
    await assert.rejects(repair(world), code("log.not-damaged"));
    world.fs.append(`${world.directory}/000000000001.jsonl`, "torn");
    await assert.rejects(repair(world), code("log.not-damaged"));
    const other = repairLog({
      fs: world.fs,
      directory: world.directory,
      clock: world.clock,
      knowledge: { ...knowledge, guards: new Map() },
    });
    await assert.rejects(other, code("log.newer"));
  });

  it("can be carried on after a crash in any of its operations", async () => {
    const trial = await damaged();
    const before = trial.world.fs.operations;
    await repair(trial.world);
    const total = trial.world.fs.operations - before;
    assert.ok(total > 20);
    for (let run = 0; run < total * 6; run++) {
      const { world, events, bytes } = await damaged(run);
      const at = world.fs.operations + 1 + (run % total);
      world.fs.plan = (operation) => (operation.index === at ? { kind: "crash", bytes: Math.floor(operation.bytes / 2) } : undefined);
      await assert.rejects(repair(world), CrashError);
      world.fs = world.fs.crash();
      if (!world.fs.list("/w").includes("log")) {
        assert.throws(
          () => world.open(),
          (error) => error instanceof MillraceError && error.code === "log.missing",
          `run ${run}`,
        );
      }
      if (world.read().end.kind !== "whole") await repair(world);
      checkRepaired(world, events);
      const kept = world.fs.list("/w").find((name) => name.startsWith("log.damaged-"));
      assert.deepEqual(world.fs.read(`/w/${kept}/${SECOND}`), bytes, `run ${run}`);
    }
  });

  it("salvages nothing but says so when the very first event is damaged", async () => {
    const { world } = await damaged();
    const bytes = world.bytes("000000000001.jsonl");
    bytes[10] = 0;
    world.damage("000000000001.jsonl", bytes);
    const { lastGood, lost } = await repair(world);
    assert.deepEqual([lastGood, lost], [0, 7]);
    assert.deepEqual(
      world.read().seen.map(({ type }) => type),
      ["log.salvaged"],
    );
  });

  it("counts an event whose blob is gone as corrupt", async () => {
    const { world } = await damaged();
    world.fs.removeTree(`${world.directory}/blobs`);
    const report = await repair(world);
    assert.deepEqual([report.lastGood, world.read().seen.map(markOf)[0]], [1, "m1"]);
    assert.match(report.reason, /is missing/);
  });
});
