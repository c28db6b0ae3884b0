import type { GitFacts } from "../git/facts.ts";
import type { Changes, CommitInfo, FileChange, PlannedTree } from "../git/port.ts";
import type { FoundSecret } from "../secrets/found-secret.ts";
import type { PublishSettings } from "../settings.ts";
import type { Listing } from "../sync/listing.ts";
import type { TargetAnswer } from "../target-check.ts";

/** The remote as it answered, or why it was not heard. */
export type RemoteLook =
  | { type: "none" }
  | { type: "offline"; name: string }
  | { type: "failed"; name: string; problem: string }
  | RemoteAnswer;

export interface RemoteAnswer {
  type: "answered";
  name: string;
  branch: string;
  /** The commit of the branch there; null when the branch is not there. */
  theirs: string | null;
  theirTree: string | null;
  /** Whether what is here goes on from there. */
  knows: "contains" | "lacks";
  /** Commits here that are not there, and there that are not here; null where theirs are not here to be counted. */
  ahead: number | null;
  behind: number | null;
  /** What was published there before and is no more in its history; null when all still is. */
  rewritten: string | null;
  /** Names of its tags. */
  tags: readonly string[];
}

/** What a commit that is not at the remote yet brings: it is published as well. */
export interface EarlierChange {
  commit: string;
  change: FileChange;
}

/** A changed file whose bytes were read. */
export interface Content {
  path: string;
  size: number;
  binary: boolean;
  /** How its line ends change, e.g. "LF to CRLF"; null when they do not. */
  lineEnds: string | null;
  /** Of the first conflict mark, from 1; null when there is none. */
  conflictLine: number | null;
  /** Only its beginning and end were looked through. */
  partly: boolean;
}

/** What stands behind the product in the workspace. */
export interface WorkBehind {
  /** The last sync; null when there was none. */
  synced: { source: string | null; listing: Listing } | null;
  /** Whether the workspace has another tree by now. */
  stale: boolean;
  evidence: { run: string; checks: number; seq: number } | null;
  /** Who approved this very tree on its base and branch, and when; null when nobody did. */
  approval: { by: string; seq: number } | null;
  openRoots: readonly { item: string; phase: string }[];
  liveRuns: number;
  held: readonly string[];
  /** Paths that this or an earlier sync since the last commit had put into the staging worktree. */
  everOwned: ReadonlySet<string>;
  /** Attempts of today, and how many may be; 0 for no limit. */
  attempts: { today: number; limit: number };
}

/** Everything that a preflight looks at, gathered before the first rule is applied. */
export interface PreflightFacts {
  settings: PublishSettings;
  /** UTC, e.g. "2026-11-20". */
  today: string;
  git: GitFacts;
  /** Another worktree that is on the same branch. */
  busyIn: string | null;
  changes: Changes;
  planned: PlannedTree;
  /** Of the changed paths that owned files have in the worktree now, those that are not as the sync left them. */
  altered: readonly string[];
  contents: readonly Content[];
  /** Targets of changed links. */
  links: ReadonlyMap<string, string>;
  secrets: readonly FoundSecret[];
  remote: RemoteLook;
  /** What the target's command said; null when it was not asked. */
  target: TargetAnswer | null;
  /** Not at the remote yet, oldest first. */
  commits: readonly CommitInfo[];
  /** What those commits bring, oldest first. */
  earlier: readonly EarlierChange[];
  /** Paths of the tree that would be committed. */
  paths: readonly string[];
  /** A file of that tree as text, `before` as HEAD has it; null where there is none. */
  text: (path: string) => { before: string | null; after: string | null };
  work: WorkBehind;
  /** The message to come. */
  message: string;
  /** The tag that is to be made; null for none. */
  tag: { name: string; here: string | null } | null;
}
