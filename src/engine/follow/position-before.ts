import { join } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { anchorProblem } from "../../log/anchor-problem.ts";
import { snapshotDirectory } from "../../log/layout.ts";
import { type LogPosition, START } from "../../log/position.ts";
import { listSnapshots } from "../../log/snapshot.ts";
import { decodeSnapshot } from "../../log/snapshot-file.ts";
import { layoutOf } from "../../workspace/layout.ts";
import { readEvents } from "../read-events.ts";

/** A place in the log at or before `seq` from which reading may begin: that of the newest fitting snapshot, or the beginning. */
export function positionBefore(fs: Fs, root: string, seq: number): LogPosition {
  const directory = layoutOf(root).log;
  const fitting = listSnapshots(fs, directory).filter((name) => Number.parseInt(name, 10) <= seq);
  for (const name of fitting) {
    const position = positionIn(fs, join(snapshotDirectory(directory), name));
    if (position && anchorProblem(fs, directory, position) === null) return position;
  }
  return START;
}

/** Sequence of the last whole event. */
export function headOf(world: { fs: Fs }, root: string): number {
  const from = positionBefore(world.fs, root, Number.POSITIVE_INFINITY);
  return readEvents(world, root, { from, onEvent: () => undefined }).head.seq;
}

function positionIn(fs: Fs, path: string): LogPosition | null {
  try {
    const snapshot = decodeSnapshot(fs.read(path));
    return "problem" in snapshot ? null : snapshot.position;
  } catch (error) {
    if (isFsError(error)) return null;
    throw error;
  }
}
