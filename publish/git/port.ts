import type { Failure } from "../../src/kernel/errors/millrace-error.ts";
import type { GitFacts } from "./facts.ts";

/** Modes of git: file, executable, symlink, submodule. */
export type Mode = "100644" | "100755" | "120000" | "160000";

/** One side of a changed path. */
export interface FileState {
  mode: Mode;
  oid: string;
}

/** What differs between HEAD's tree and the worktree at one path (UTF-8, relative to the root, forward slashes). */
export interface FileChange {
  path: string;
  /** `mode` is the executable bit alone; `type` is file against symlink against submodule. */
  status: "added" | "deleted" | "modified" | "mode" | "type";
  before: FileState | null;
  /** `size` in bytes of the blob as git would store it; 0 of a submodule. */
  after: (FileState & { size: number }) | null;
  /** The index does not know the path. */
  untracked: boolean;
}

export interface Changes {
  /** The commit that was compared with; null on an unborn branch. */
  head: string | null;
  /** Sorted by the bytes of the path. */
  changes: FileChange[];
  /** Of the given paths, those that git ignores and that are not tracked. */
  ignored: string[];
  /** Repositories that lie untracked in the worktree: git cannot take their files. */
  nested: string[];
}

/** Objects of a commit that has not been made. */
export interface PlannedTree {
  /** The id that the commit's tree will have. */
  tree: string;
  baseTree: string;
  /** Blobs that the changes bring, without submodules; one per path. */
  blobs: { path: string; oid: string; mode: Mode; size: number }[];
}

/** A person and an instant, as git writes them. */
export interface Person {
  name: string;
  email: string;
  /** Seconds since the epoch. */
  seconds: number;
  /** `+0100` */
  zone: string;
}

/** `git log %G?`: good, bad, unknown validity, expired, expired key, revoked key, cannot be checked, none. */
export type SignatureState = "G" | "B" | "U" | "X" | "Y" | "R" | "E" | "N";

export interface CommitInfo {
  commit: string;
  tree: string;
  parents: string[];
  author: Person;
  committer: Person;
  /** Whole, as it stands in the commit. */
  message: string;
  /** Of the last paragraph, in order. */
  trailers: (readonly [key: string, value: string])[];
  signed: boolean;
  /** `E` also where there is no git command line to check it. */
  signature: SignatureState;
}

export type Refused = { type: "refused"; reason: string; failure: Failure };

export interface CommitOrder {
  /** What `planTree` gave: any other tree is refused with `git.plan-changed`. */
  tree: string;
  changes: readonly FileChange[];
  /** The commit that the branch must be at; null: the branch must be unborn. */
  expectedParent: string | null;
  message: string;
  trailers: readonly (readonly [key: string, value: string])[];
  author: Person;
  committer: Person;
  /** `true` signs with the configured key or refuses (`git.not-signed`); nothing falls back to unsigned. */
  sign: boolean;
  /** `run`: pre-commit, prepare-commit-msg and commit-msg of the operator; a hook that says no is `git.hook-refused`. */
  hooks: "run" | "skip";
}

/** `left`: the branch moved, but the index could not follow; `git reset -q` lets it. */
export type IndexOutcome = { type: "followed" } | { type: "left"; why: string };

export type CommitOutcome =
  | {
      type: "committed";
      commit: string;
      tree: string;
      /** As committed: a commit-msg hook may have changed it. */
      message: string;
      signed: boolean;
      /** Names of hooks that ran, and of those that are there and did not. */
      hooks: { ran: string[]; skipped: string[] };
      index: IndexOutcome;
    }
  /** The parent has this tree already. */
  | { type: "unchanged"; commit: string | null }
  /** Nothing but unreachable objects was written. */
  | Refused;

export interface TagOrder {
  /** Without `refs/tags/`. */
  name: string;
  commit: string;
  message: string;
  tagger: Person;
  sign: boolean;
}

/** `there-already`: an annotated tag of that name on that commit; on another one it is refused with `git.tag-exists`. */
export type TagOutcome = { type: "tagged" | "there-already"; tag: string; oid: string; signed: boolean } | Refused;

/** Why a remote gave no answer. `problem` is what git or the network said, masked. */
export type RemoteFailure =
  /** The server asks for credentials, and neither environment nor a helper has any. */
  | { type: "auth-needed"; url: string }
  | { type: "auth-failed"; url: string; problem: string }
  | { type: "unreachable"; url: string; problem: string }
  /** This adapter, or this machine, does not speak it. */
  | { type: "unknown-transport"; url: string; problem: string };

export type RemoteRefs =
  /** By full name; `head` is what HEAD points to there. Peeled tags as `refs/tags/x^{}`. */
  { type: "refs"; refs: ReadonlyMap<string, string>; head: string | null } | RemoteFailure;

export type FetchOutcome =
  /** `ref` is private: `refs/millrace/remote/<remote>/<branch>`. */
  { type: "fetched"; ref: string; commit: string } | { type: "absent" } | RemoteFailure;

export interface PushOrder {
  /** The name of a remote. */
  remote: string;
  /** A commit, or an annotated tag with `ref` below `refs/tags/`. */
  oid: string;
  /** Full: `refs/heads/…` or `refs/tags/…`. */
  ref: string;
  /** What the ref must hold at the remote; null: it must be absent. */
  expected: string | null;
  /** `run`: the operator's pre-push hook. */
  hooks: "run" | "skip";
}

export type PushOutcome =
  /** The remote was read back and holds `oid`. `dropped`: the answer was lost, and the reading settled it. */
  | { type: "pushed"; oid: string; dropped: boolean; hooks: { ran: string[]; skipped: string[] } }
  | { type: "already-there"; oid: string }
  /** Also when the remote is not where it was expected. null: the ref is absent there. */
  | { type: "non-fast-forward"; theirs: string | null }
  /** A hook or rule; `where` it stood. */
  | { type: "refused-by-hook"; where: "local" | "remote"; message: string }
  /** The connection ended before the answer; `seen` is what the remote held afterwards, absent when it could not be read. */
  | { type: "dropped"; problem: string; seen?: string | null }
  /** The remote said yes, but holds something else. */
  | { type: "not-confirmed"; seen: string | null }
  | RemoteFailure;

/**
 * What publishing needs of git, on one repository for the length of one operation. Everything but `commit`, `follow`, `tag`,
 * `fetch` and `push` leaves each byte of the repository and the worktree as it is. Expected outcomes are values; git failing in
 * itself throws MillraceError `git.failed`, an object that is not there `git.unknown-object`, a file that cannot be read
 * `tree.unreadable`, a name that is not UTF-8 `git.unreadable-name`, attributes that isomorphic-git cannot honour and that were not
 * there to be seen when it was chosen `git.unsafe`, a remote that is not configured `git.unknown-remote`.
 */
export interface GitPort {
  readonly adapter: "isomorphic" | "command-line";
  /** As found when the port was opened. */
  readonly facts: GitFacts;
  /**
   * Untracked files included, ignored ones not. With `paths` (files, or directories with all below them) only those are
   * looked at, and the worktree is not walked.
   */
  changes(paths?: readonly string[]): Promise<Changes>;
  /** The tree that `base` (a commit, null: empty) would become by these changes. Writes nothing into the repository. */
  planTree(base: string | null, changes: readonly FileChange[]): Promise<PlannedTree>;
  /** A blob of the repository, or one that `changes` of this port has seen (as git would store it). */
  readBlob(oid: string): Promise<Uint8Array>;
  readCommit(commit: string): Promise<CommitInfo>;
  /** Those of `head` that `base` does not hold, oldest first; all when null. */
  commitsBetween(base: string | null, head: string): Promise<CommitInfo[]>;
  /** The paths that a commit has otherwise than each of its parents, as compared with the first; all when it has none. */
  changesOf(commit: string): Promise<FileChange[]>;
  isAncestor(ancestor: string, commit: string): Promise<boolean>;
  /** The object that a full ref, HEAD or a full id names; null: none. */
  resolve(name: string): Promise<string | null>;
  /** Asked again for what it has committed (a crash in between), it gives that commit and lets the index follow. */
  commit(order: CommitOrder): Promise<CommitOutcome>;
  /** Lets an index that a crash left behind follow the commit that HEAD is at; nothing where it has. */
  follow(commit: string): Promise<IndexOutcome>;
  tag(order: TagOrder): Promise<TagOutcome>;
  refs(remote: string): Promise<RemoteRefs>;
  fetch(remote: string, branch: string): Promise<FetchOutcome>;
  push(order: PushOrder): Promise<PushOutcome>;
  /** Removes what was kept aside. */
  close(): Promise<void>;
}

/** Which adapter serves a repository, or why none does without harm. */
export type Choice = { type: "adapter"; adapter: GitPort["adapter"]; why: string } | Refused;

export type Opened = { type: "opened"; port: GitPort } | Refused | { type: "none"; reason: string };
