import type { Sight } from "./sight.ts";

/** A file of the workspace that a sync copies. Paths are relative, with forward slashes. */
export interface SelectedFile {
  /** In the workspace. */
  from: string;
  /** In the staging worktree. */
  to: string;
  kind: "file" | "symlink";
  executable: boolean;
  /** Bytes; of a symlink, of its target's text. */
  size: number;
  /** As it was before it was read. */
  sight: Sight;
}

/** Why something that a manifest names cannot be copied; each stops the sync before anything is changed. */
export interface SelectionProblem {
  kind: "missing" | "escapes" | "special" | "collision" | "unreadable" | "own-state" | "unusable-name";
  path: string;
  /** A sentence without a final period. */
  problem: string;
}

export interface Selection {
  /** By `to`, in the order of code units. */
  files: readonly SelectedFile[];
  problems: readonly SelectionProblem[];
  /** What each entry of the manifest came to, in its order. */
  entries: readonly { path: string; to: string; required: boolean; kind: "file" | "directory" | "missing"; files: number }[];
}
