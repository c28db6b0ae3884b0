import { cpSync, lstatSync, mkdirSync, renameSync, rmdirSync, rmSync, type Stats } from "node:fs";
import { isFsError } from "../../kernel/fs-error.ts";

/** A place in the worktree, as it was when it was looked at. */
export interface Place {
  /** Something was there. */
  occupied: boolean;
  /** Removes what was seen there, and directories that this empties. Gives why it did not. */
  remove(): string | null;
  /** Moves the file of the same path below `from` there. Gives why it did not. */
  replaceBy(from: string): string | null;
}

/** Looks at a path (latin1 text) below `root`. Names pass as bytes: they need not be UTF-8. */
export function placeAt(root: string, path: string): Place {
  // Below a link that is to go, nothing is of this workspace.
  const seen = parentProblem(root, path) === null ? factsOf(at(root, path)) : null;
  const hindrance = (): string | null => {
    const problem = parentProblem(root, path);
    if (problem !== null) return problem;
    const now = factsOf(at(root, path));
    if (same(seen, now)) return null;
    return now === null ? "it was removed in this moment" : "it was changed in this moment";
  };
  return {
    occupied: seen !== null && !seen.isDirectory(),
    remove() {
      const why = hindrance();
      if (why !== null || seen === null) return why;
      if (seen.isDirectory()) return "a directory is in its place";
      rmSync(at(root, path));
      dropEmpty(root, path);
      return null;
    },
    replaceBy(from) {
      const now = factsOf(at(root, path));
      if (now?.isDirectory()) return "a directory with other files is in its place";
      // A directory that held only what was removed just now went with it.
      const why = seen?.isDirectory() && now === null ? null : hindrance();
      if (why !== null) return why;
      mkdirSync(at(root, parentOf(path)), { recursive: true });
      move(at(from, path), at(root, path), at(root, `${path}.millrace-restored`));
      return null;
    },
  };
}

/** A name that is not UTF-8 stays bytes, which Deno refuses; all others are text. */
function at(root: string, path: string): string | Buffer {
  const bytes = Buffer.concat([Buffer.from(root), Buffer.from(`/${path}`, "latin1")]);
  const text = bytes.toString("utf8");
  return Buffer.from(text).equals(bytes) ? text : bytes;
}
const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

function factsOf(path: string | Buffer): Stats | null {
  try {
    return lstatSync(path);
  } catch (error) {
    if (isFsError(error, "ENOENT", "ENOTDIR")) return null;
    throw error;
  }
}

function same(a: Stats | null, b: Stats | null): boolean {
  if (a === null || b === null) return a === b;
  return a.ino === b.ino && a.size === b.size && a.mtimeMs === b.mtimeMs && a.mode === b.mode;
}

/** A link among the directories above could lead out of the workspace. */
function parentProblem(root: string, path: string): string | null {
  const names = path.split("/").slice(0, -1);
  for (let depth = 1; depth <= names.length; depth++) {
    const parent = names.slice(0, depth).join("/");
    const facts = factsOf(at(root, parent));
    if (facts === null) return null;
    if (!facts.isDirectory()) return `"${Buffer.from(parent, "latin1").toString()}" is no directory`;
  }
  return null;
}

function dropEmpty(root: string, path: string): void {
  for (let parent = parentOf(path); parent !== ""; parent = parentOf(parent)) {
    try {
      rmdirSync(at(root, parent));
    } catch (error) {
      if (isFsError(error, "ENOTEMPTY", "EEXIST", "ENOENT", "EBUSY", "EPERM", "EACCES")) return;
      throw error;
    }
  }
}

/** By rename, so that the file is there whole or as it was; over another disk by way of `aside`. */
function move(from: string | Buffer, to: string | Buffer, aside: string | Buffer): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!isFsError(error, "EXDEV")) throw error;
    cpSync(from.toString(), aside.toString(), { verbatimSymlinks: true });
    renameSync(aside, to);
  }
}
