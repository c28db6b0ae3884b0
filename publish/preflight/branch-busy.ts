import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { GitFacts } from "../git/facts.ts";

/**
 * Another worktree of the repository that is on the same branch; null where there is none. A commit here would move the
 * branch under it, so that its files look as if somebody had taken the commit back.
 */
export function branchBusy({ head, gitDirectory, commonDirectory }: GitFacts): string | null {
  if (head.type === "detached") return null;
  const linked = join(commonDirectory, "worktrees");
  const others = [commonDirectory, ...(existsSync(linked) ? readdirSync(linked).map((name) => join(linked, name)) : [])];
  const busy = others.filter((directory) => directory !== gitDirectory && headOf(directory) === `ref: refs/heads/${head.branch}`);
  return busy.map((directory) => worktreeOf(directory, commonDirectory)).find((worktree) => worktree !== null) ?? null;
}

const headOf = (directory: string): string | null =>
  existsSync(join(directory, "HEAD")) ? readFileSync(join(directory, "HEAD"), "utf8").trim() : null;

/** The file `gitdir` of a linked worktree names its `.git`. */
function worktreeOf(directory: string, commonDirectory: string): string | null {
  if (directory === commonDirectory) return commonDirectory.endsWith("/.git") ? dirname(commonDirectory) : null;
  const named = join(directory, "gitdir");
  if (!existsSync(named)) return null;
  const worktree = dirname(readFileSync(named, "utf8").trim());
  // One whose directory was removed holds nothing.
  return existsSync(worktree) ? worktree : null;
}
