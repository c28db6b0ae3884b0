import { dirname, join } from "node:path";
import { MillraceError } from "../../src/kernel/errors/millrace-error.ts";
import { besides, type SyncJournal } from "./journal.ts";
import type { StagingDisk } from "./staging-disk.ts";

type Swap = NonNullable<SyncJournal["swap"]>;

/**
 * Puts the new tree in the place of the old one and carries over what no sync has put there (`.git` first); from wherever
 * a crash has left it. The old tree's files that are neither dropped nor carried do not exist: each is in one place.
 */
export async function finishSwap(disk: StagingDisk, staging: string, swap: Swap): Promise<void> {
  const { next, old } = besides(staging);
  const inode = (path: string) => disk.facts(path)?.inode ?? null;
  if (inode(staging) === swap.oldInode && inode(next) === swap.newInode && !(await disk.exchange(staging, next))) {
    disk.rename(staging, old);
  }
  if (inode(staging) === null && inode(next) === swap.newInode) disk.rename(next, staging);
  if (inode(staging) !== swap.newInode) throw new MillraceError("publish.staging-torn", { staging, journal: besides(staging).journal });
  const left = [next, old].find((path) => inode(path) === swap.oldInode);
  disk.syncDirectory(dirname(staging));
  if (left === undefined) return;
  const { drop, salvage } = swap;
  const paths = { drop: new Set(drop), above: new Set(drop.flatMap(directoriesAbove)), salvage: new Set(salvage.paths) };
  await carryOver({ disk, from: left, to: staging, aside: salvage.into, ...paths }, "");
  disk.syncDirectory(staging);
}

interface Carrying {
  disk: StagingDisk;
  from: string;
  to: string;
  drop: ReadonlySet<string>;
  /** Directories that hold what is dropped. */
  above: ReadonlySet<string>;
  salvage: ReadonlySet<string>;
  /** Where salvaged files go. */
  aside: string;
}

async function carryOver(carrying: Carrying, directory: string): Promise<void> {
  const { disk, from, to } = carrying;
  const names = disk.list(join(from, directory)).sort((a, b) => Number(b === ".git") - Number(a === ".git"));
  for (const name of names) await carryOne(carrying, directory === "" ? name : `${directory}/${name}`);
  disk.removeEmpty(join(from, directory));
  if (disk.facts(join(to, directory))?.kind === "directory") disk.syncDirectory(join(to, directory));
}

async function carryOne(carrying: Carrying, path: string): Promise<void> {
  const { disk, from, to, drop, above, salvage, aside } = carrying;
  const [source, target] = [join(from, path), join(to, path)];
  const here = disk.facts(source);
  const there = disk.facts(target);
  if (salvage.has(path)) await keepAside(disk, source, join(aside, path));
  else if (drop.has(path)) disk.remove(source);
  else if (here?.kind === "directory" && (above.has(path) || there?.kind === "directory")) await carryOver(carrying, path);
  else if (there === null) disk.rename(source, target);
  // A file that is kept has both names until here.
  else if (there.inode === here?.inode) disk.remove(source);
  else await keepAside(disk, source, join(aside, path));
}

/** Kept under its path; on another disk it is copied, whole before it has its name. */
async function keepAside(disk: StagingDisk, source: string, target: string): Promise<void> {
  disk.makeDirectory(dirname(target));
  const facts = disk.facts(source);
  if (disk.facts(target) === null && facts !== null) {
    const part = `${target}.part`;
    disk.remove(part);
    disk.copy(source, part, facts.executable);
    await disk.syncFiles([part]);
    disk.rename(part, target);
    disk.syncDirectory(dirname(target));
  }
  disk.remove(source);
}

function directoriesAbove(path: string): string[] {
  const names = path.split("/");
  return names.slice(1).map((_, at) => names.slice(0, at + 1).join("/"));
}
