import { join } from "node:path";
import { isFsError } from "../kernel/fs-error.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { replaceFile } from "../kernel/replace-file.ts";
import { anchorProblem } from "./anchor-problem.ts";
import { snapshotDirectory } from "./layout.ts";
import { decodeSnapshot, encodeSnapshot, type Snapshot } from "./snapshot-file.ts";

const KEEP = 2;
const NAME = /^\d{12}\.json$/;

/**
 * Stores a snapshot, not durably: a crash costs a cold start, no more. The newest two are kept. Fails as the disk does;
 * a caller may pass over that. `position` must be of a durable event, such as `log.head`.
 */
export function writeSnapshot(fs: Fs, directory: string, snapshot: Snapshot): void {
  const home = snapshotDirectory(directory);
  fs.makeDirectory(home);
  replaceFile(fs, join(home, `${String(snapshot.position.seq).padStart(12, "0")}.json`), encodeSnapshot(snapshot), { durable: false });
  for (const name of listSnapshots(fs, directory).slice(KEEP)) fs.remove(join(home, name));
}

/** File names of the snapshots, newest first. */
export function listSnapshots(fs: Fs, directory: string): string[] {
  return fs
    .list(snapshotDirectory(directory))
    .filter((name) => NAME.test(name))
    .sort()
    .reverse();
}

/** The newest snapshot of that reducer that fits the log, and why newer ones were passed over. Changes nothing. */
export function loadSnapshot(
  fs: Fs,
  directory: string,
  reducer: string,
): { snapshot: Snapshot | null; ignored: { name: string; problem: string }[] } {
  const ignored: { name: string; problem: string }[] = [];
  for (const name of listSnapshots(fs, directory)) {
    const found = read(fs, directory, name);
    const problem =
      "problem" in found
        ? found.problem
        : found.reducer === reducer
          ? anchorProblem(fs, directory, found.position)
          : "it is of another reducer";
    if (problem === null && "state" in found) return { snapshot: found, ignored };
    ignored.push({ name, problem: problem ?? "" });
  }
  return { snapshot: null, ignored };
}

function read(fs: Fs, directory: string, name: string): Snapshot | { problem: string } {
  try {
    return decodeSnapshot(fs.read(join(snapshotDirectory(directory), name)));
  } catch (error) {
    if (isFsError(error)) return { problem: error.message };
    throw error;
  }
}
