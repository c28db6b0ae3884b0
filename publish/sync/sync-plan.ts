import type { SelectedFile } from "../select/selected-file.ts";
import type { Fingerprint, Listing } from "./listing.ts";

/** One path of the staging worktree that a sync changes. */
export interface StagedChange {
  path: string;
  status: "added" | "modified" | "mode" | "type" | "deleted";
}

/** What a sync is going to do; carrying it out is another step. Paths are relative to the staging worktree. */
export interface SyncPlan {
  changes: readonly StagedChange[];
  /** Files that come from the workspace anew. */
  write: readonly { file: SelectedFile; print: Fingerprint }[];
  /** Files that are as they should be. */
  keep: readonly string[];
  /** Files that leave the worktree or are replaced in it. */
  drop: readonly string[];
  /** Those of `drop` whose content no sync has put there: it is kept aside. */
  salvage: readonly string[];
  /** What the manifest owns afterwards. */
  listing: Listing;
}
