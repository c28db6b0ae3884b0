import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { readWorkspace } from "../../src/engine/read-workspace.ts";
import { canonicalJson } from "../../src/kernel/canonical-json.ts";
import { MillraceError } from "../../src/kernel/errors/millrace-error.ts";
import type { Fs } from "../../src/kernel/ports/fs.ts";
import { sha256 } from "../../src/kernel/sha256.ts";
import { readManifest } from "../../src/log/archive/manifest.ts";
import { loadStored } from "../../src/log/archive/store-file.ts";
import { logVerify } from "../../src/operations/log-verify.ts";
import { prune } from "../../src/operations/prune.ts";
import { filesBelow } from "../../src/operations/pruning/choose.ts";
import { encodeState } from "../../src/state/snapshot.ts";
import type { State } from "../../src/state/state.ts";
import { CrashError } from "../support/faulty-fs/crash-error.ts";
import type { FaultPlan } from "../support/faulty-fs/fault.ts";
import { FaultyFs } from "../support/faulty-fs/faulty-fs.ts";
import { contextOn, placeFixture } from "./support/disk-world.ts";

const FIXTURE = join(import.meta.dirname, "../fixtures/history/1.0.0-alpha.1/seed-132");
const ROOT = "/w";
const AGENTS = `${ROOT}/millrace-agents`;
const ASKED = { before: undefined, keep: undefined, keepSegments: 2, to: undefined, apply: true };

function freshDisk(): FaultyFs {
  const fs = new FaultyFs({ seed: 7 });
  fs.makeDirectory(ROOT);
  fs.syncDirectory("/");
  placeFixture(fs, ROOT, FIXTURE, 5000);
  return fs;
}

const pruned = async (fs: Fs) => await prune.run(contextOn(fs, ROOT), ASKED);

/** What the log says of work: its owners come and go meanwhile. */
function work(fs: Fs): string {
  const { state, problem } = readWorkspace({ fs }, ROOT);
  assert.equal(problem, null);
  const { items, runs, finishedRuns, policy, plan, refusals } = encodeState(state) as State;
  return sha256(canonicalJson({ items, runs, finishedRuns, policy, plan, refusals }));
}

/** Every file of the log and of runs with its bytes' hash. The segment that is written, and what is derived, left out. */
function treasures(fs: Fs): Map<string, string> {
  const files = ["log", "runs"]
    .flatMap((top) => filesBelow(fs, AGENTS, top))
    .filter(({ path }) => !/snapshots|pruned\.json|\.tmp$/.test(path));
  const current = files.filter(({ path }) => path.endsWith(".jsonl")).at(-1)?.path;
  return new Map(files.filter(({ path }) => path !== current).map(({ path }) => [path, sha256(fs.read(join(AGENTS, path)))]));
}

/** What is neither in the workspace nor in a whole archive. */
function lost(fs: Fs, treasured: ReadonlyMap<string, string>): string[] {
  const home = `${AGENTS}/archive`;
  const archived = new Map<string, string>();
  for (const name of fs.list(home)) {
    const found = readManifest(fs, join(home, name));
    for (const file of found?.manifest.files ?? []) {
      const bytes = loadStored(fs, join(home, name), file);
      if (!("problem" in bytes)) archived.set(file.path, sha256(bytes));
    }
  }
  return [...treasured].flatMap(([path, hash]) => {
    const here = fs.facts(join(AGENTS, path)) ? sha256(fs.read(join(AGENTS, path))) : archived.get(path);
    return here === hash ? [] : [path];
  });
}

async function checkWhole(fs: Fs): Promise<void> {
  const plain = await logVerify.run(contextOn(fs, ROOT), { anchors: false, archive: undefined });
  assert.deepEqual(plain.problems, []);
  assert.ok(plain.from > 1, "the log begins later now");
  const all = await logVerify.run(contextOn(fs, ROOT), { anchors: false, archive: `${AGENTS}/archive` });
  assert.deepEqual([all.from, all.problems], [1, []]);
}

async function dies(fs: FaultyFs, plan: FaultPlan): Promise<unknown> {
  fs.plan = plan;
  try {
    return await pruned(fs);
  } catch (error) {
    return error;
  } finally {
    fs.plan = undefined;
  }
}

describe("prune on a machine that dies", () => {
  it("leaves a workspace that opens, with nothing in neither place, whichever operation it dies in; the next one finishes", async () => {
    const whole = freshDisk();
    const before = whole.operations;
    const treasured = treasures(whole);
    const said = work(whole);
    await pruned(whole);
    await checkWhole(whole);
    assert.equal(work(whole), said);
    const operations = whole.operations - before;
    assert.ok(operations > 100, `${operations}`);
    for (let index = 1; index <= operations; index += 2) {
      const fs = freshDisk();
      const outcome = await dies(fs, (operation) =>
        operation.index === before + index ? { kind: "crash", bytes: operation.bytes >> 1 } : undefined,
      );
      assert.ok(outcome instanceof CrashError || outcome instanceof Error || typeof outcome === "object");
      const next = index % 4 === 1 ? fs.crash() : fs.handOver();
      assert.deepEqual(lost(next, treasured), [], `operation ${index}`);
      assert.equal(work(next), said, `operation ${index}`);
      await pruned(next).catch((error: unknown) =>
        assert.equal((error as MillraceError).code, "prune.nothing", `operation ${index}: ${error}`),
      );
      assert.deepEqual(lost(next, treasured), [], `after operation ${index}`);
      assert.equal(work(next), said);
      await checkWhole(next);
      assert.ok(!next.list(`${AGENTS}/archive`).some((name) => name.endsWith(".partial")));
    }
  });

  it("leaves all as it was when the disk is full, at whichever write", async () => {
    const whole = freshDisk();
    const before = whole.operations;
    const treasured = treasures(whole);
    await pruned(whole);
    const operations = whole.operations - before;
    for (let index = 1; index <= operations; index += 7) {
      const fs = freshDisk();
      const outcome = await dies(fs, (operation) =>
        operation.index >= before + index && (operation.name === "write" || operation.name === "create")
          ? { kind: "error", code: "ENOSPC" }
          : undefined,
      );
      if (outcome instanceof Error) assert.ok(outcome instanceof MillraceError, `operation ${index}: ${outcome.stack}`);
      assert.deepEqual(lost(fs, treasured), [], `operation ${index}`);
      await pruned(fs).catch((error: unknown) =>
        assert.equal((error as MillraceError).code, "prune.nothing", `operation ${index}: ${error}`),
      );
      await checkWhole(fs);
    }
  });
});
