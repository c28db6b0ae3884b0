/** One thing that `init` makes. Paths are relative to the root, but for git's own file. */
export type InitStep =
  | { type: "directory"; path: string }
  | { type: "file"; path: string; text: string }
  /** A file that `init` made once, and in which nobody has written since. */
  | { type: "replace"; path: string; text: string }
  /** A line at the end of git's `info/exclude`, an absolute path that may be outside of the workspace. */
  | { type: "exclude"; path: string; line: string };

/** Something that is there already and stays as it is. */
export interface Kept {
  path: string;
  why: string;
}

/** What `init` would make in `root`, an absolute path. Nothing that an operator wrote is ever overwritten. */
export interface InitPlan {
  root: string;
  steps: InitStep[];
  kept: Kept[];
}
