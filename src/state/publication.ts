import type { PublishPhase } from "../../machines/runtime/publish.ts";
import type { Tree } from "./run.ts";

/** How far the product of this workspace is on its way out. */
export interface Publication {
  phase: PublishPhase;
  /** Sequence of the newest event of publishing; 0 before the first. */
  changedAt: number;
  /** The intent that has no outcome yet; `at` is its sequence, `time` in milliseconds since the epoch. */
  intent: { at: number; time: number; step: PublishIntent; holder: { pid: number; started: string } } | null;
  /** The last sync that came to an end with the new files in place, and when, in milliseconds since the epoch. */
  synced: { at: number; source: Tree | null; listing: string; files: number; began: number; ended: number } | null;
  /** The last preflight. `plan` names its text among the blobs. */
  checked: { at: number; ready: boolean; tree: string; base: string | null; branch: string | null; plan: string } | null;
  /** The tree to which a person agreed last, on what base and branch, and who; absent before the first. */
  approved?: { at: number; tree: string; base: string | null; branch: string | null; by: string };
  committed: { at: number; commit: string; tree: string; branch: string } | null;
  /** Trees on which a run passed all of its required checks, oldest first; the last 64 of them. */
  verified: { at: number; tree: string; run: string; checks: number }[];
  pushed: { at: number; remote: string; ref: string; oid: string } | null;
}

export type PublishIntent =
  | { type: "sync"; staging: string }
  | { type: "commit"; plan: string; tree: string; parent: string | null; branch: string; signed: boolean }
  | { type: "push"; remote: string; ref: string; oid: string; expected: string | null }
  | { type: "tag"; name: string; commit: string; signed: boolean };

export function noPublication(): Publication {
  return { phase: "idle", changedAt: 0, intent: null, synced: null, checked: null, committed: null, verified: [], pushed: null };
}
