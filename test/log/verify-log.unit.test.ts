import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { NewEvent } from "../../src/events/envelope.ts";
import { currentKnowledge } from "../../src/log/knowledge.ts";
import { writeSnapshot } from "../../src/log/snapshot.ts";
import { type VerifyReport, verifyLog } from "../../src/log/verify-log.ts";
import { knowledge, marked } from "./log-events.ts";
import { FIRST, LogWorld } from "./log-world.ts";

const created: NewEvent = {
  type: "workspace.created",
  actor: "operator",
  subject: "workspace",
  cause: 0,
  data: { id: "w", name: "w", product: "1" },
};
const released = (reason: string): NewEvent => ({
  type: "owner.released",
  actor: "runtime",
  subject: "workspace",
  cause: 0,
  data: { reason },
});

/** A sound log with a blob, a snapshot and three segments. */
async function sound(): Promise<LogWorld> {
  const world = new LogWorld();
  const { log } = world.open({ knowledge: currentKnowledge, segmentBytes: 300 });
  log.appendNow([created]);
  log.appendNow([released("a"), released("b".repeat(20_000))]);
  writeSnapshot(world.fs, world.directory, { reducer: "1", position: log.head, state: {} });
  log.appendNow([released("c")]);
  await log.close();
  return world;
}

/** Verifies, and sees to it that nothing on the disk was touched. */
async function verify(world: LogWorld): Promise<VerifyReport> {
  const before = world.fs.operations;
  const report = await verifyLog({ fs: world.fs, directory: world.directory, clock: world.clock });
  assert.equal(world.fs.operations, before);
  return report;
}

const problems = (report: VerifyReport): string[] => report.problems.map(({ seq, where, problem }) => `${seq} ${where}: ${problem}`);

describe("verifyLog()", () => {
  it("finds nothing wrong with a sound log and counts what it saw", async () => {
    const report = await verify(await sound());
    assert.deepEqual(problems(report), []);
    const { events, segments, blobs, snapshots, unknown, torn, durable, head, problemCount } = report;
    assert.deepEqual(
      { events, segments, blobs, snapshots, unknown, torn, durable },
      { events: 4, segments: 3, blobs: 1, snapshots: 1, unknown: 0, torn: null, durable: 3 },
    );
    assert.deepEqual([head.seq, problemCount], [4, 0]);
  });

  it("hands out the events, resolved", async () => {
    const world = await sound();
    const reasons: number[] = [];
    await verifyLog({
      fs: world.fs,
      directory: world.directory,
      clock: world.clock,
      onEvent: (event) => void (event.type === "owner.released" && reasons.push((event.data as { reason: string }).reason.length)),
    });
    assert.deepEqual(reasons, [1, 20_000, 1]);
  });

  it("tells a torn end from corruption", async () => {
    const world = await sound();
    const last =
      world.fs
        .list(world.directory)
        .filter((name) => name.endsWith(".jsonl"))
        .sort()
        .at(-1) ?? "";
    world.fs.append(`${world.directory}/${last}`, "{half");
    assert.deepEqual((await verify(world)).torn?.bytes, 5);
    const bytes = world.bytes(FIRST);
    bytes[50] = 0;
    world.damage(FIRST, bytes);
    assert.match(problems(await verify(world)).join(), /^1 000000000001.jsonl, byte 0: it is not JSON/);
  });

  it("reports a missing and a changed blob, referenced or not", async () => {
    const world = await sound();
    const shelf = world.fs.list(`${world.directory}/blobs`)[0] ?? "";
    const name = `blobs/${shelf}/${world.fs.list(`${world.directory}/blobs/${shelf}`)[0]}`;
    world.damage(name, "changed");
    assert.match(problems(await verify(world)).join(), /3 : .* has 7 bytes, not 20013.*null blobs.*: its bytes do not have its hash/);
    world.fs.remove(`${world.directory}/${name}`);
    assert.match(problems(await verify(world)).join(), /3 : .* is missing/);
  });

  it("reports a snapshot that is not of this log, or of events that are gone, or damaged", async () => {
    const world = await sound();
    const name = "snapshots/000000000003.json";
    const text = world.bytes(name).toString();
    world.damage(name, text.replace(/"hash":"./, '"hash":"x'));
    assert.match(problems(await verify(world)).join(), /3 snapshots.*: its hash is not that of its event/);
    world.damage(name, text.replace('"seq":3', '"seq":9'));
    assert.match(problems(await verify(world)).join(), /9 snapshots.*: its event is not in the log/);
    world.damage(name, "");
    assert.match(problems(await verify(world)).join(), /null snapshots.*: it is not a snapshot/);
  });

  it("reports data that the full schema refuses, types it does not know, and a wrong first event", async () => {
    const world = new LogWorld();
    const lax = { version: 1, critical: true, check: () => null };
    const { log } = world.open({ knowledge: { ...knowledge, guards: new Map([...knowledge.guards, ["owner.released", lax]]) } });
    log.appendNow([marked("first")]);
    log.appendNow([{ ...released(""), data: { reason: 5 } }]);
    await log.close();
    const report = await verify(world);
    assert.match(problems(report).join("|"), /^1 : event 1 is test.noted.*\|2 : data.reason: /);
    world.damage(FIRST, "");
    world
      .open()
      .log.appendNow([{ ...marked("x"), type: "log.salvaged", data: { from: "", lastGood: 0, lost: 0, reason: "" } }, marked("a")]);
    const unknown = await verify(world);
    assert.match(problems(unknown).join("|"), /^2 : its type test.noted, version 1, is not known/);
    assert.equal(unknown.unknown, 1);
  });
});
