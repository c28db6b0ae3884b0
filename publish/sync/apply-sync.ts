import { dirname, join } from "node:path";
import { MillraceError } from "../../src/kernel/errors/millrace-error.ts";
import type { Fs } from "../../src/kernel/ports/fs.ts";
import type { Proc } from "../../src/kernel/ports/proc.ts";
import { replaceFile } from "../../src/kernel/replace-file.ts";
import { finishSwap } from "./finish-swap.ts";
import { besides, type SyncJournal, type SyncOutcome } from "./journal.ts";
import { sameFingerprint } from "./listing.ts";
import type { StagingDisk } from "./staging-disk.ts";
import type { SyncPlan } from "./sync-plan.ts";

export interface ApplySyncOptions {
  disk: StagingDisk;
  fs: Fs;
  proc: Proc;
  /** The workspace; absolute. */
  root: string;
  /** The staging worktree, which is there; absolute. */
  staging: string;
  /** Where files go that no sync has put there and that are replaced; absolute, new for each sync. */
  salvage: string;
  /** Kept in the journal, so that whoever ends an interrupted sync can tell it. */
  outcome: SyncOutcome;
}

/**
 * Carries a plan out: the new tree is made whole beside the worktree, and takes its place at one instant, so that a crash
 * leaves the old files or the new ones. The journal stays until the outcome is told: `endSync` removes it. Throws `publish.busy` when another sync is at work, `publish.left-behind` when what an earlier one left has no journal, and `publish.source-moved`, with
 * nothing changed, when a file is no more what the plan saw.
 */
export async function applySync(plan: SyncPlan, { disk, fs, proc, root, staging, salvage, outcome }: ApplySyncOptions): Promise<void> {
  if (plan.changes.length === 0) return;
  const { journal, next, old } = besides(staging);
  const left = [next, old].find((place) => disk.facts(place) !== null);
  // Without its journal nobody knows what in it is nowhere else: it may hold the repository itself.
  if (left !== undefined && disk.facts(journal) === null) throw new MillraceError("publish.left-behind", { place: left });
  const begun: SyncJournal = { v: 1, holder: proc.self(), swap: null };
  if (!fs.claim(journal, JSON.stringify(begun))) throw new MillraceError("publish.busy", { staging, pid: null });
  let whole = false;
  try {
    disk.removeTree(next);
    await build(disk, plan, { root, staging, next });
    const swap = {
      oldInode: disk.facts(staging)?.inode ?? "",
      newInode: disk.facts(next)?.inode ?? "",
      drop: plan.drop,
      salvage: { paths: plan.salvage, into: salvage },
      outcome,
    };
    replaceFile(fs, journal, JSON.stringify({ ...begun, swap }), { durable: true });
    whole = true;
    await finishSwap(disk, staging, swap);
  } finally {
    // What failed on the way to a whole tree is undone at once; after that only forward leads out, also for the next one to come.
    if (!whole) {
      disk.removeTree(next);
      disk.remove(journal);
    }
  }
}

async function build(disk: StagingDisk, plan: SyncPlan, places: { root: string; staging: string; next: string }): Promise<void> {
  const { root, staging, next } = places;
  const directories = new Set<string>();
  const prepare = (path: string): string => {
    const target = join(next, path);
    const directory = dirname(target);
    if (!directories.has(directory)) disk.makeDirectory(directory);
    directories.add(directory);
    return target;
  };
  disk.makeDirectory(next);
  for (const path of plan.keep) disk.link(join(staging, path), prepare(path));
  for (const { file, print } of plan.write) {
    const copied = disk.copy(join(root, file.from), prepare(file.to), file.executable);
    if (!sameFingerprint(copied, print)) throw new MillraceError("publish.source-moved", { path: file.from });
  }
  await disk.syncFiles(plan.write.map(({ file }) => join(next, file.to)));
  for (const directory of directories) disk.syncDirectory(directory);
}
