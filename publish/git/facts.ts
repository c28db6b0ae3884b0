/** How the directory is a repository. `none` is no repository at all, and has no other facts. */
export type RepositoryKind = "plain" | "linked" | "submodule" | "bare";

export type Head =
  | { type: "branch"; branch: string; commit: string }
  | { type: "unborn"; branch: string }
  | { type: "detached"; commit: string };

export type Transport = "http" | "ssh" | "file" | "git" | "unknown";

export interface RemoteFacts {
  name: string;
  /** Without user, password and query. */
  url: string;
  /** Where pushes go, if elsewhere; masked alike. */
  pushUrl: string;
  /** Of `pushUrl`. */
  transport: Transport;
  /** The configured URL holds a password or token, which git would send. */
  embedsCredentials: boolean;
}

export interface HookFacts {
  name: string;
  path: string;
  /** git passes over hooks that are not. */
  executable: boolean;
}

export interface SigningFacts {
  /** `commit.gpgSign`, `tag.gpgSign`. */
  commits: boolean;
  tags: boolean;
  format: "openpgp" | "ssh" | "x509";
  /** `user.signingKey` as configured: a key id, a path or a public key. */
  key: string | null;
}

export interface IndexLock {
  path: string;
  ageMillis: number;
  /** User id of the file's owner. */
  uid: number;
  /** A live process that holds it open, where the platform tells. */
  pid: number | null;
}

/** What stands in and around a repository, found without changing a byte of it. Paths are absolute. */
export interface GitFacts {
  kind: RepositoryKind;
  /** The root of the worktree; of a bare repository, its git directory. */
  root: string;
  /** Of this worktree. */
  gitDirectory: string;
  /** Where objects and branches are; differs from `gitDirectory` in linked worktrees. */
  commonDirectory: string;
  objectFormat: "sha1" | "sha256";
  /** `extensions.*` that are set, in lower case, without those that have a fact of their own. */
  extensions: string[];
  /** False: without git, a configuration file that another includes was not read. */
  settingsComplete: boolean;
  /** null: there is no index yet. */
  indexVersion: number | null;
  splitIndex: boolean;
  sparse: boolean;
  partialClone: boolean;
  shallow: boolean;
  alternates: boolean;
  /** The worktree has a `.gitmodules` or the index a submodule. */
  submodules: boolean;
  /** Filter drivers named by attributes, for example `lfs`; sorted. */
  filters: string[];
  /** Attributes or settings that change bytes on their way into git: `text`, `eol`, `ident`, `working-tree-encoding`; sorted. */
  conversions: string[];
  autocrlf: "true" | "input" | "false";
  /** `core.fileMode` is false: exec bits on disk say nothing. */
  ignoresFileMode: boolean;
  /** What the operator began and did not end: merge, rebase, cherry-pick, revert, bisect, am. */
  operation: string | null;
  indexLock: IndexLock | null;
  head: Head;
  remotes: RemoteFacts[];
  /** What the branch tracks: `refs/heads/…` on that remote. */
  upstream: { remote: string; ref: string } | null;
  /** Present hooks of pre-commit, prepare-commit-msg, commit-msg, post-commit, pre-push and reference-transaction. */
  hooks: HookFacts[];
  /** `core.hooksPath`, resolved; null: the default. */
  hooksPath: string | null;
  signing: SigningFacts;
  /** From configuration or GIT_AUTHOR_*; null where either half is missing. */
  identity: { name: string; email: string } | null;
  /** `core.excludesFile` or git's default place, if that file exists. */
  excludesFile: string | null;
  /** Settings and variables that change how git speaks HTTP: proxies, certificates, extra headers. Names only. */
  httpSettings: string[];
  /** The version of the git command line, for example `2.39.5`; null: there is none. */
  git: string | null;
}

export type Inspection = { type: "repository"; facts: GitFacts } | { type: "none"; reason: string };
