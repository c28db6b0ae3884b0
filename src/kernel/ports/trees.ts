import type { Failure } from "../errors/millrace-error.ts";

/** The content of a workspace at one instant: a git tree, or the hash of a manifest where there is no git. */
export interface Tree {
  kind: "git" | "manifest";
  id: string;
}

/** What stands behind the trees of a workspace. */
export interface TreesDescription {
  kind: "git" | "manifest";
  /** The commit that is checked out; null on an unborn branch and without git. */
  head: string | null;
  /** Short name of the branch that is checked out; null when HEAD is detached and without git. */
  branch: string | null;
  /** Why there is no git here, and what that costs. */
  reason?: string;
}

/** One path that differs between two trees, relative to the workspace, with forward slashes. */
export interface PathChange {
  path: string;
  /** `mode` is the executable bit alone; `type` is file against symlink against submodule. */
  status: "added" | "deleted" | "modified" | "mode" | "type";
}

export interface CommitOrder {
  tree: Tree;
  /** Only these files, and what is below these directories; the rest stays as the parent has it. Absent: the whole tree. */
  paths?: readonly string[];
  /** Free text; it cannot forge a trailer. */
  message: string;
  /** Appended in order, for example `["Millrace-Run", "fix-login.1"]`. */
  trailers: readonly (readonly [key: string, value: string])[];
  /** The head that the tree was recorded on: `describe().head`, null for a first commit. */
  expectedParent: string | null;
}

/** What became of the operator's index: entries of delivered paths follow the branch, what is staged stays. */
export type IndexOutcome = { index: "followed" } | { index: "left"; why: string };

export type CommitOutcome =
  | ({ type: "committed"; commit: string } & IndexOutcome)
  /** The parent has this content already. */
  | { type: "unchanged"; commit: string | null }
  /** Nothing was changed; `reason` is the rendered `failure`. */
  | { type: "refused"; reason: string; failure: Failure };

export interface FoundCommit {
  commit: string;
  /** Its content in the form that `record` gives. */
  tree: Tree;
}

export interface LostTree {
  tree: Tree;
  how: "gone" | "altered";
}

/** A commit with at least one trailer of the key that was asked for. */
export interface CommitTrailers {
  commit: string;
  values: string[];
}

export interface RestoreOrder {
  /** What the workspace is expected to hold at the paths that differ between the two trees. */
  from: Tree;
  /** What it is to hold there. */
  to: Tree;
  /** Only these of the paths that differ; all of them when absent. */
  paths?: readonly string[];
  /** Name under which the workspace as it is now is kept before a file is touched; null only says what would be done. */
  salvageAs: string | null;
}

/** A path that was passed over, and why. */
export interface LeftPath {
  path: string;
  why: string;
}

export type RestoreOutcome =
  /** `possible` when nothing was to be done yet. Paths that were as wanted already are in neither list. */
  | { type: "restored" | "possible"; written: string[]; removed: string[]; left: LeftPath[]; salvage: Tree }
  /** These paths hold something that is in neither tree. Nothing was changed. */
  | { type: "conflict"; paths: LeftPath[] }
  | { type: "refused"; reason: string; failure: Failure };

export type ExtractOutcome = { type: "extracted"; files: number } | { type: "refused"; reason: string; failure: Failure };

/**
 * The trees of a workspace: recorded, kept, compared, delivered. Paths are relative to the workspace. The operator's
 * stash is never touched, files only by `restore`, HEAD and index only by `commit` and `followIndex`, as their words say.
 * Failures of git itself throw MillraceError `git.failed`, a tree that is gone or of the other kind `git.unknown-tree`.
 */
export interface Trees {
  describe(): Promise<TreesDescription>;
  /**
   * The content of the workspace now: tracked and untracked files, without what git ignores and without
   * `millrace-agents/`. Where the workspace is a folder of a larger repository, the tree is that folder's. Submodules are recorded
   * by their commit; what lies in a repository that is nested without being tracked is not recorded. Keeps the tree recorded
   * last alive; earlier ones only `keep` does.
   */
  record(): Promise<Tree>;
  /** What HEAD holds, in the form that `record` gives; null on an unborn branch and without git. */
  headTree(): Promise<Tree | null>;
  /** Keeps trees alive under these names (`runs/<run>/<attempt>/before`), replacing older ones; false where contents are not kept at all. */
  keep(entries: readonly { name: string; tree: Tree }[]): Promise<boolean>;
  /** Those of these trees whose contents are not there any more, or, where that can be told cheaply (manifests), were altered. */
  lost(trees: readonly Tree[]): Promise<LostTree[]>;
  /** Differences without rename detection, sorted by path. */
  changed(before: Tree, after: Tree): Promise<PathChange[]>;
  /** A unified diff with renames, cut after `limit` bytes (64 MiB by default); null where contents are not kept. */
  diffText(before: Tree, after: Tree, limit?: number): Promise<string | null>;
  /**
   * Commits a recorded tree onto the branch that is checked out; files in the worktree stay as they are. Asked again for what it
   * has committed since `expectedParent` (the same last trailer and content), it gives that commit.
   */
  commit(order: CommitOrder): Promise<CommitOutcome>;
  /** Lets the index follow a delivered commit, for a crash between branch and index. Harmless when repeated. */
  followIndex(commit: string): Promise<IndexOutcome>;
  /**
   * The youngest commit of the checked-out branch whose trailers say `key: value`; null when there is none. Only commits
   * that `since` does not hold are looked at (null: all). Agents may write trailers too: compare the tree.
   */
  findCommit(key: string, value: string, since: string | null): Promise<FoundCommit | null>;
  /**
   * Every commit that branches, tags, remotes or HEAD reach, youngest first, with the values that its trailer `key` has. Where the
   * workspace is a folder of a larger repository, only commits that changed that folder. Null without git.
   */
  trailers(key: string): Promise<CommitTrailers[] | null>;
  /** Whether a commit, or any commit with exactly this content, is reachable from `branch` (a name or a commit). */
  contains(what: Tree | { commit: string }, branch: string): Promise<boolean>;
  /**
   * Puts the files that differ between two trees from the one to the other. What is there now is recorded and kept first; a path
   * that holds anything else than `from` (or `to` already) is a conflict, and then nothing is changed. Harmless when repeated.
   */
  restore(order: RestoreOrder): Promise<RestoreOutcome>;
  /** Writes a tree as files into a directory, absolute, that must not exist yet. */
  extract(tree: Tree, directory: string): Promise<ExtractOutcome>;
}
