import type { FileChange, FileState } from "./port.ts";

const SYMLINK = "120000";
const SUBMODULE = "160000";

/** How a path changed between two states. */
export function statusOf(before: FileState | null, after: FileState | null): FileChange["status"] {
  if (before === null) return "added";
  if (after === null) return "deleted";
  if (before.mode !== after.mode && [before.mode, after.mode].some((mode) => mode === SYMLINK || mode === SUBMODULE)) return "type";
  return before.oid === after.oid ? "mode" : "modified";
}

export const byBytes = (one: { path: string }, other: { path: string }): number =>
  Buffer.compare(Buffer.from(one.path), Buffer.from(other.path));

/** The blobs that changes bring. */
export const blobsOf = (changes: readonly FileChange[]): { path: string; oid: string; mode: FileState["mode"]; size: number }[] =>
  changes.flatMap(({ path, after }) =>
    after && after.mode !== SUBMODULE ? [{ path, oid: after.oid, mode: after.mode, size: after.size }] : [],
  );
