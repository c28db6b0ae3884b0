import { join } from "node:path";
import type { Fs } from "../kernel/ports/fs.ts";
import { snapshotDirectory } from "./layout.ts";
import type { LogPosition } from "./position.ts";
import { listSnapshots } from "./snapshot.ts";
import { decodeSnapshot } from "./snapshot-file.ts";

/** What the readable snapshots claim to be of; `onProblem` hears of the others. */
export function snapshotPositions(
  fs: Fs,
  directory: string,
  onProblem: (name: string, problem: string) => void,
): { name: string; position: LogPosition }[] {
  const found: { name: string; position: LogPosition }[] = [];
  for (const name of listSnapshots(fs, directory)) {
    const snapshot = decodeSnapshot(fs.read(join(snapshotDirectory(directory), name)));
    if ("problem" in snapshot) onProblem(name, snapshot.problem);
    else found.push({ name, position: snapshot.position });
  }
  return found;
}
