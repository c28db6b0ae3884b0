import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { openSourceDisk } from "../../../publish/select/open-source-disk.ts";
import { selectFiles } from "../../../publish/select/select-files.ts";
import { applySync } from "../../../publish/sync/apply-sync.ts";
import { endSync } from "../../../publish/sync/end-sync.ts";
import { besides } from "../../../publish/sync/journal.ts";
import { type Listing, listingText, readListing } from "../../../publish/sync/listing.ts";
import { realStagingDisk } from "../../../publish/sync/open-staging-disk.ts";
import { planSync } from "../../../publish/sync/plan-sync.ts";
import { recoverSync } from "../../../publish/sync/recover-sync.ts";
import type { StagingDisk } from "../../../publish/sync/staging-disk.ts";
import type { SyncPlan } from "../../../publish/sync/sync-plan.ts";
import type { Proc } from "../../../src/kernel/ports/proc.ts";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { Crash, crashingDisk } from "../support/crashing-disk.ts";
import { type OnDisk, readTree, writeTree } from "../support/trees-on-disk.ts";

let home: string;
let root: string;
let staging: string;
let salvage: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "millrace-sync-"));
  fresh();
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function fresh(): void {
  for (const name of readdirSync(home)) rmSync(join(home, name), { recursive: true });
  [root, staging, salvage] = [join(home, "work"), join(home, "stage"), join(home, "salvage")];
  mkdirSync(root);
  mkdirSync(staging);
}

/** This process, and no other that lives. */
const proc = { self: () => ({ pid: 4_000_000, started: "then" }), identify: () => null } as unknown as Proc;
const manifest = {
  file: "staging.toml",
  form: "toml",
  hash: "",
  exclude: [],
  entries: [{ path: ".", to: ".", required: true, include: [], exclude: [], ignored: false }],
} as const;

function plan(owned: Listing = new Map()): SyncPlan {
  const { files } = selectFiles(manifest, { disk: openSourceDisk(root), ignored: new Set(), never: [] });
  const planned = planSync({ disk: realStagingDisk, root, staging, files, owned });
  assert.ok("plan" in planned, JSON.stringify(planned));
  return planned.plan;
}

const apply = async (of: SyncPlan, disk: StagingDisk = realStagingDisk): Promise<void> => {
  await applySync(of, { disk, fs: diskFs, proc, root, staging, salvage, outcome });
  endSync(disk, staging);
};

const outcome = { source: null, listing: null, files: 0, added: 0, modified: 0, deleted: 0, salvaged: null };

const before: OnDisk = {
  "README.md": "one",
  "bin/run": { run: "old" },
  "bin/alias": { link: "run" },
  "gone/deep/x": "x",
  "kind/turns": "file below",
  "src/same": "same",
};
const after: OnDisk = {
  "README.md": "two",
  "bin/alias": { link: "run2" },
  "bin/run": "old",
  kind: "now a file",
  "new/y": "y",
  "src/same": "same",
};
const theirs: OnDisk = { ".git/HEAD": "ref", "src/their.txt": "theirs", "notes/a/b": "note" };

/** The worktree holds `before`, what is theirs, and an edit of theirs in one of ours; the workspace holds `after`. */
async function arrange(): Promise<Listing> {
  fresh();
  writeTree(root, before);
  const first = plan();
  await apply(first);
  writeTree(staging, theirs);
  writeFileSync(join(staging, "README.md"), "edited by hand");
  rmSync(root, { recursive: true });
  mkdirSync(root);
  writeTree(root, after);
  return first.listing;
}

const sorted = (files: OnDisk): OnDisk => Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));

describe("applySync()", () => {
  it("makes the worktree what was selected, keeps what is not ours, and salvages what no sync wrote", async () => {
    const owned = await arrange();
    const planned = plan(owned);
    assert.deepEqual(
      planned.changes.map(({ path, status }) => `${status} ${path}`),
      ["modified README.md", "modified bin/alias", "mode bin/run", "deleted gone/deep/x", "type kind", "deleted kind/turns", "added new/y"],
    );
    await apply(planned);
    assert.deepEqual(readTree(staging), sorted({ ...after, ...theirs }));
    assert.deepEqual(readTree(salvage), { "README.md": "edited by hand" });
    assert.deepEqual(readdirSync(home).sort(), ["salvage", "stage", "work"]);
    assert.equal(existsSync(join(staging, "gone")), false, "an emptied directory stays behind");
  });

  it("changes nothing when nothing changed", async () => {
    const first = plan(await arrange());
    await apply(first);
    assert.deepEqual(plan(first.listing).changes, []);
    assert.deepEqual(readListing(listingText(first.listing)), first.listing);
  });

  it("leaves the old files or the new ones, and everything of theirs, wherever it dies; the next one ends it", async () => {
    const owned = await arrange();
    const counted = crashingDisk(realStagingDisk, Number.POSITIVE_INFINITY);
    await apply(plan(owned), counted.disk);
    assert.ok(counted.changes() > 20);
    const outcomes = new Set<string>();
    for (let at = 0; at < counted.changes(); at++) {
      const listing = await arrange();
      const old = sorted({ ...before, "README.md": "edited by hand" });
      await assert.rejects(apply(plan(listing), crashingDisk(realStagingDisk, at).disk), Crash);
      const ours = Object.keys({ ...old, ...after });
      const seen = Object.fromEntries(Object.entries(readTree(staging)).filter(([path]) => ours.includes(path)));
      const isOld = JSON.stringify(seen) === JSON.stringify(old);
      if (!isOld) assert.deepEqual(seen, sorted(after), `died before change ${at}`);
      const { type: recovered } = await recoverSync(realStagingDisk, proc, staging);
      endSync(realStagingDisk, staging);
      outcomes.add(recovered);
      const expected = recovered === "finished" ? after : old;
      if (recovered === "undone") assert.ok(isOld);
      assert.deepEqual(readTree(staging), sorted({ ...expected, ...theirs }), `died before change ${at}, ${recovered}`);
      if (recovered === "finished") assert.deepEqual(readTree(salvage), { "README.md": "edited by hand" });
      assert.deepEqual(
        readdirSync(home).filter((name) => name.startsWith("stage.")),
        [],
        `died before change ${at}`,
      );
      await apply(plan(listing));
      assert.deepEqual(readTree(staging), sorted({ ...after, ...theirs }), `died before change ${at}, then again`);
    }
    assert.deepEqual([...outcomes].sort(), ["finished", "undone"]);
  });

  it("carries on by two renames where directories cannot be exchanged", async () => {
    const noExchange = { ...realStagingDisk, exchange: () => Promise.resolve(false) };
    const counted = crashingDisk(noExchange, Number.POSITIVE_INFINITY);
    await apply(plan(await arrange()), counted.disk);
    assert.deepEqual(readTree(staging), sorted({ ...after, ...theirs }));
    for (let at = 0; at < counted.changes(); at++) {
      const listing = await arrange();
      await assert.rejects(apply(plan(listing), crashingDisk(noExchange, at).disk), Crash);
      await recoverSync(noExchange, proc, staging);
      endSync(noExchange, staging);
      await apply(plan(listing), noExchange);
      assert.deepEqual(readTree(staging), sorted({ ...after, ...theirs }), `died before change ${at}`);
    }
  });

  it("refuses, with nothing changed, when a file is no more what the plan saw", async () => {
    const owned = await arrange();
    const was = readTree(staging);
    const planned = plan(owned);
    writeFileSync(join(root, "new/y"), "other");
    await assert.rejects(apply(planned), { code: "publish.source-moved" });
    assert.deepEqual(readTree(staging), was);
    assert.deepEqual(readdirSync(home).sort(), ["stage", "work"]);
  });

  it("lets nobody in beside a sync whose process lives", async () => {
    const owned = await arrange();
    writeFileSync(besides(staging).journal, JSON.stringify({ v: 1, holder: { pid: 7, started: "now" }, swap: null }));
    await assert.rejects(apply(plan(owned)), { code: "publish.busy" });
    const living = { ...proc, identify: (pid: number) => ({ pid, started: "now" }) };
    await assert.rejects(recoverSync(realStagingDisk, living, staging), { code: "publish.busy" });
    assert.deepEqual(await recoverSync(realStagingDisk, proc, staging), { type: "undone" });
  });

  it("refuses to end a sync whose directories were moved since", async () => {
    await arrange();
    const swap = { oldInode: "1", newInode: "2", drop: [], salvage: { paths: [], into: salvage }, outcome };
    writeFileSync(besides(staging).journal, JSON.stringify({ v: 1, holder: { pid: 7, started: "then" }, swap }));
    const was = readTree(staging);
    await assert.rejects(recoverSync(realStagingDisk, proc, staging), { code: "publish.staging-torn" });
    assert.deepEqual(readTree(staging), was);
  });
});

describe("planSync()", () => {
  it("refuses to put a file where a directory holds what no sync wrote, and a directory where such a file is", async () => {
    const owned = await arrange();
    writeTree(staging, { "kind/other": "theirs", new: "theirs" });
    const { files } = selectFiles(manifest, { disk: openSourceDisk(root), ignored: new Set(), never: [] });
    const planned = planSync({ disk: realStagingDisk, root, staging, files, owned });
    assert.deepEqual("problems" in planned && planned.problems.map(({ path }) => path), ["kind", "new"]);
  });
});
