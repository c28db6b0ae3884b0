import { dirname, join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import { listSegments, segmentName, snapshotDirectory } from "../layout.ts";
import { linkAt } from "../link-at.ts";
import type { Pruned } from "../log-start.ts";
import { writePointer } from "../prune-pointer.ts";
import { listSnapshots } from "../snapshot.ts";
import { findArchive } from "./find-archive.ts";
import { hashesIn } from "./hashes-in.ts";
import type { ArchivedFile } from "./manifest.ts";

/** `waits`: the archive is not where it was left, or not whole; nothing was removed. */
export type Swept = { kind: "swept" } | { kind: "waits"; problem: string };

/**
 * Removes from the workspace what a `log.pruned` event says was moved, once it is seen to lie in its archive. Only the owner may:
 * it stores blobs. Harmless when repeated; a crash in between is finished by the next owner. Throws as the disk does.
 */
export function sweepPruned(fs: Fs, agents: string, { at, data }: Pruned): Swept {
  const directory = join(agents, "log");
  const archive = findArchive(fs, agents, data.archive);
  writePointer(fs, directory, { v: 1, at, archive: archive?.directory ?? "", swept: false });
  if (!archive) return { kind: "waits", problem: `the archive ${data.archive.name} is not where it was left` };
  const files = archive.manifest.files.filter(({ moved }) => moved);
  const lacking = files.find(({ stored }) => fs.facts(join(archive.directory, stored.path))?.size !== stored.bytes);
  if (lacking) return { kind: "waits", problem: `the archive ${data.archive.name} lacks ${lacking.stored.path}` };
  if (!fitsLog(fs, directory, data.throughSeq, data.hash))
    return { kind: "waits", problem: "the log does not have the hash that was archived" };

  removeSegments(fs, directory, data.throughSeq);
  removeSnapshots(fs, directory, data.throughSeq);
  const blobs = files.filter(({ path }) => path.startsWith("log/blobs/"));
  const named =
    blobs.length === 0
      ? new Set<string>()
      : hashesIn(
          fs,
          listSegments(fs, directory).map(({ name }) => join(directory, name)),
        );
  for (const { path } of blobs) if (!named.has(path.slice(-64))) fs.remove(join(agents, path));
  removeFiles(
    fs,
    agents,
    files.filter(({ path }) => !path.startsWith("log/")),
  );
  writePointer(fs, directory, { v: 1, at, archive: archive.directory, swept: true });
  return { kind: "swept" };
}

/** Whether the chain has that hash where the log is to begin; a segment that is gone already cannot say otherwise. */
function fitsLog(fs: Fs, directory: string, throughSeq: number, hash: string): boolean {
  if (throughSeq === 0) return true;
  const segments = listSegments(fs, directory);
  const index = segments.findIndex(({ name }) => name === segmentName(throughSeq + 1));
  if (index === -1) return false;
  const before = segments[index - 1];
  if (!before) return true;
  const path = join(directory, before.name);
  return linkAt(fs, path, fs.facts(path)?.size ?? 0) === hash;
}

/** Oldest first: as long as event 1 is there, so is all that it needs. */
function removeSegments(fs: Fs, directory: string, throughSeq: number): void {
  const old = listSegments(fs, directory).filter(({ first }) => first <= throughSeq);
  for (const { name } of old) {
    fs.remove(join(directory, name));
    fs.syncDirectory(directory);
  }
}

function removeSnapshots(fs: Fs, directory: string, throughSeq: number): void {
  for (const name of listSnapshots(fs, directory)) {
    if (Number.parseInt(name, 10) <= throughSeq) fs.remove(join(snapshotDirectory(directory), name));
  }
}

/** What has changed since it was archived stays, and so does what lies beside it. */
function removeFiles(fs: Fs, agents: string, files: readonly ArchivedFile[]): void {
  const homes = new Set<string>();
  for (const { path, bytes } of files) {
    const target = join(agents, path);
    if (fs.facts(target)?.size === bytes) fs.remove(target);
    const [top = "", run = ""] = path.split("/");
    if (top === "runs" && run !== "" && dirname(path) !== top) homes.add(join(agents, top, run));
  }
  for (const home of homes) if (isEmptyTree(fs, home)) fs.removeTree(home);
}

function isEmptyTree(fs: Fs, path: string): boolean {
  return fs.list(path).every((name) => fs.facts(join(path, name))?.kind === "directory" && isEmptyTree(fs, join(path, name)));
}
