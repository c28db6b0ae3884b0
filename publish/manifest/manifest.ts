/** One thing that is published: a file, or a directory with what is in it. Paths are relative, with forward slashes. */
export interface ManifestEntry {
  /** In the workspace; "." is the whole of it. */
  path: string;
  /** In the staging worktree; "." is its root. */
  to: string;
  /** Whether its absence stops a sync. */
  required: boolean;
  /** Globs within `path`; empty for everything. */
  include: readonly string[];
  /** Globs within `path`. */
  exclude: readonly string[];
  /** Whether files that git ignores are taken too. */
  ignored: boolean;
}

/** What a sync copies from the workspace to the staging worktree. */
export interface Manifest {
  /** The file that says so, relative to the workspace; `package:` and a name for the one that ships. */
  file: string;
  form: "toml" | "yaml" | "shipped";
  /** SHA-256 of its bytes. */
  hash: string;
  /** Other usual places where there is one that is not read. */
  passedOver: readonly string[];
  /** Globs over paths of the workspace, for every entry. */
  exclude: readonly string[];
  entries: readonly ManifestEntry[];
}
