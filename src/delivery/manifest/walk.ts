import { type Dirent, lstatSync, readdirSync, type Stats } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { isFsError } from "../../kernel/fs-error.ts";
import { OWN_DIRECTORY } from "../own-directory.ts";

/** A file or symlink below the root; `path` with forward slashes. */
export interface Found {
  path: string;
  stat: Stats;
}

const BREATHE_EVERY = 500;
const everywhere = new Set([".git", "node_modules"]);

/** Files and symlinks of a workspace without git: all but `millrace-agents/` at the root, and `.git` and `node_modules` anywhere. */
export async function walk(root: string): Promise<Found[]> {
  const found: Found[] = [];
  const directories = [""];
  for (let directory = directories.pop(); directory !== undefined; directory = directories.pop()) {
    for (const entry of list(join(root, directory), directory)) {
      const path = directory === "" ? entry.name : `${directory}/${entry.name}`;
      if (everywhere.has(entry.name) || path === OWN_DIRECTORY) continue;
      if (entry.isDirectory()) directories.push(path);
      if (!entry.isFile() && !entry.isSymbolicLink()) continue;
      const stat = lstatSync(join(root, path), { throwIfNoEntry: false });
      if (stat) found.push({ path, stat });
      else if (entry.name.includes("\uFFFD")) throw new MillraceError("tree.unreadable", { path, problem: "its name is not UTF-8" });
      if (found.length % BREATHE_EVERY === 0) await setImmediate();
    }
  }
  return found;
}

/** A directory that vanished meanwhile is empty. */
function list(absolute: string, path: string): Dirent[] {
  try {
    return readdirSync(absolute, { withFileTypes: true });
  } catch (error) {
    if (isFsError(error, "ENOENT", "ENOTDIR")) return [];
    if (isFsError(error)) throw new MillraceError("tree.unreadable", { path: path || ".", problem: error.code }, error);
    throw error;
  }
}
