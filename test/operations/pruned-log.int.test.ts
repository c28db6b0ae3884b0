import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { readWorkspace } from "../../src/engine/read-workspace.ts";
import { submitCommand } from "../../src/engine/submit-command.ts";
import { canonicalJson } from "../../src/kernel/canonical-json.ts";
import type { Fs } from "../../src/kernel/ports/fs.ts";
import { systemClock } from "../../src/kernel/real/clock.ts";
import { GENESIS } from "../../src/log/line.ts";
import { logStart, newestPruned } from "../../src/log/log-start.ts";
import { readLog } from "../../src/log/read-log.ts";
import { repairLog } from "../../src/log/repair-log.ts";
import { logVerify } from "../../src/operations/log-verify.ts";
import { prune } from "../../src/operations/prune.ts";
import { encodeState } from "../../src/state/snapshot.ts";
import { FaultyFs } from "../support/faulty-fs/faulty-fs.ts";
import { contextOn, placeFixture, worldOn } from "./support/disk-world.ts";

const FIXTURE = join(import.meta.dirname, "../fixtures/history/1.0.0-alpha.1/seed-162");
const ROOT = "/w";
const LOG = `${ROOT}/millrace-agents/log`;
const ASKED = { before: undefined, keep: undefined, keepSegments: 3, to: undefined, apply: true };

function freshDisk(): FaultyFs {
  const fs = new FaultyFs({ seed: 3 });
  fs.makeDirectory(ROOT);
  placeFixture(fs, ROOT, FIXTURE, 5000);
  return fs;
}

async function prunedDisk(): Promise<FaultyFs> {
  const fs = freshDisk();
  await prune.run(contextOn(fs, ROOT), ASKED);
  return fs;
}

const segments = (fs: Fs): string[] =>
  fs
    .list(LOG)
    .filter((name) => name.endsWith(".jsonl"))
    .sort();
const verified = async (fs: Fs, archive?: string) => await logVerify.run(contextOn(fs, ROOT), { anchors: false, archive });

function flip(fs: Fs, path: string, place: number): void {
  const bytes = Buffer.from(fs.read(path));
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  fs.write(path, bytes);
}

function items(fs: Fs): string {
  const { items: all, finishedRuns, runs } = encodeState(readWorkspace({ fs }, ROOT).state) as Record<string, unknown>;
  return canonicalJson({ all, finishedRuns, runs });
}

describe("a pruned log", () => {
  it("begins where a line of its own says, with or without the pointer, and nowhere else", async () => {
    const fs = await prunedDisk();
    const start = logStart(fs, LOG);
    assert.ok(start?.pruned && start.seq > 0);
    fs.remove(`${LOG}/pruned.json`);
    assert.deepEqual(logStart(fs, LOG), start);
    fs.write(`${LOG}/pruned.json`, "not JSON");
    assert.deepEqual(logStart(fs, LOG), start);
    fs.write(`${LOG}/pruned.json`, JSON.stringify({ v: 1, at: { ...start.pruned.at, offset: 0 }, archive: "", swept: true }));
    assert.deepEqual(logStart(fs, LOG), start);
    fs.remove(`${LOG}/${segments(fs)[0]}`);
    assert.equal(logStart(fs, LOG), null);
    assert.equal(readLog({ fs, directory: LOG }).end.kind, "corrupt");
  });

  it("folds to the state of the whole one, whichever number of segments stays", async () => {
    const whole = items(freshDisk());
    for (let keepSegments = 1; keepSegments < segments(freshDisk()).length; keepSegments++) {
      const fs = freshDisk();
      await prune.run(contextOn(fs, ROOT), { ...ASKED, keepSegments });
      assert.equal(items(fs), whole, `${keepSegments} segments`);
      assert.deepEqual((await verified(fs, `${ROOT}/millrace-agents/archive`)).problems, []);
    }
  });

  it("is corrupt where a remaining byte was changed, and a repair keeps its beginning", async () => {
    const fs = await prunedDisk();
    const start = logStart(fs, LOG);
    const second = `${LOG}/${segments(fs)[1]}`;
    flip(fs, second, fs.read(second).length >> 1);
    assert.equal((await verified(fs)).ok, false);
    const { lastGood } = await repairLog({ fs, directory: LOG, clock: systemClock });
    assert.ok(lastGood > (start?.seq ?? 0), "what is between the beginning and the damage is kept");
    const after = logStart(fs, LOG);
    assert.deepEqual([after?.seq, after?.hash], [start?.seq, start?.hash]);
    assert.deepEqual((await verified(fs)).problems, []);
    await submitCommand(worldOn(fs), ROOT, { type: "moveRuntime", event: "PAUSED", source: "operator", reason: null });
    assert.deepEqual((await verified(fs, `${ROOT}/millrace-agents/archive`)).problems, []);
  });

  it("does not take a checkpoint that was changed", async () => {
    const fs = await prunedDisk();
    const path = `${LOG}/blobs/${logStart(fs, LOG)?.pruned?.data.checkpoint?.replace(/^(..)/, "$1/$1")}`;
    fs.write(path, Buffer.from(fs.read(path)).toString().replace('"done"', '"dont"'));
    await assert.rejects(() => verified(fs), { code: "log.blob" });
  });

  it("is not begun elsewhere by a command that names no archive, no checkpoint, or a place between segments", async () => {
    const fs = freshDisk();
    const before = items(fs);
    const world = worldOn(fs);
    const [, second = ""] = segments(fs);
    const through = Number.parseInt(second, 10) - 1;
    const none = { segments: 0, events: 0, blobs: 0, runs: 0, receipts: 0, refs: 0, bytes: 0 };
    const archive = { name: "none", manifest: "a".repeat(64) };
    for (const wrong of [
      { throughSeq: through, hash: GENESIS, checkpoint: null, documents: null },
      { throughSeq: through, hash: GENESIS, checkpoint: "b".repeat(64), documents: null },
      { throughSeq: through - 1, hash: GENESIS, checkpoint: null, documents: null },
    ]) {
      await submitCommand(world, ROOT, { type: "pruneLog", pruned: { ...wrong, archive, ...none } });
      assert.equal(logStart(fs, LOG)?.seq, 0);
      assert.equal(items(fs), before);
    }
    const far = { throughSeq: 1_000_000, hash: GENESIS, checkpoint: null, documents: null, archive, ...none };
    await assert.rejects(() => submitCommand(world, ROOT, { type: "pruneLog", pruned: far }), { code: "prune.too-far" });
    assert.ok(newestPruned(fs, LOG));
    await prune.run(contextOn(fs, ROOT), ASKED);
    assert.equal(items(fs), before);
    assert.deepEqual((await verified(fs, `${ROOT}/millrace-agents/archive`)).problems, []);
  });

  it("keeps what is in its place while the archive is away, and lets it go when it is back", async () => {
    const fs = freshDisk();
    const names = segments(fs);
    const away = "/elsewhere";
    fs.makeDirectory(away);
    const context = contextOn(fs, ROOT);
    const world = { ...context.world, fs: withoutArchives(fs, () => segments(fs).length === names.length) };
    const { unfinished } = await prune.run({ ...context, world }, { ...ASKED, to: away });
    assert.ok(unfinished, "the owner could not remove anything");
    assert.deepEqual(segments(fs).slice(0, names.length), names);
    const told = await prune.run(context, { ...ASKED, apply: false });
    assert.ok(told.unfinished);
    const again = async () => await prune.run(context, ASKED);
    await again().catch((error: { code: string }) => assert.equal(error.code, "prune.nothing"));
    assert.ok(segments(fs).length < names.length);
    assert.deepEqual((await verified(fs)).problems, []);
  });
});

/** A disk on which no manifest of an archive can be read once the log tells of one. */
function withoutArchives(fs: FaultyFs, isAway: () => boolean): Fs {
  return new Proxy(fs, {
    get(target, name) {
      const value = Reflect.get(target, name) as unknown;
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        if (name === "read" && String(args[0]).endsWith("manifest.json") && isAway())
          throw Object.assign(new Error("ENOENT"), { code: "ENOENT" });
        return value.apply(target, args);
      };
    },
  });
}
