import { setTimeout as sleep } from "node:timers/promises";
import type { IndexOutcome } from "../../kernel/ports/trees.ts";
import type { Git } from "./git.ts";
import type { Unlock } from "./left-locks.ts";
import { lockIn } from "./lock-in.ts";

interface IndexTools {
  git: Git;
  /** Where left locks can be told from those of others. */
  unlock?: Unlock;
}

const WAIT_MS = 50;
const TRIES = 20;

/**
 * git's own two-way merge of the index, which is what a fast-forward does to it: an entry that equals the old tree takes the
 * new one, an entry that differs from the old tree stays where both trees agree, and is a conflict where they do not. All under
 * git's lock (waited for, for a second), all or nothing, files untouched. `try` changes nothing. Gives what stands against it, or null.
 * Throws `git.failed` where git is killed.
 */
export async function mergeIndex(
  { git, unlock }: IndexTools,
  before: string,
  after: string,
  how: "try" | "write",
): Promise<{ problem: string; locked: boolean } | null> {
  const flags = how === "try" ? ["-n"] : [];
  for (let attempt = 1; ; attempt++) {
    const { exit, stderr } = await git.end(["read-tree", ...flags, "-m", "-i", "--no-recurse-submodules", before, after]);
    if (exit === 0) return null;
    const lock = lockIn(stderr);
    if (lock === null || attempt === TRIES) return { problem: stderr.trim().replaceAll(/^(error|fatal): /gm, ""), locked: lock !== null };
    if (unlock?.(lock)) continue;
    await sleep(WAIT_MS);
  }
}

/** Lets the index follow a commit from its parent (or its parent's tree), where the branch still ends there. */
export async function followCommit(tools: IndexTools, commit: string, parent: string): Promise<IndexOutcome> {
  const head = await tools.git.ask(["rev-parse", "-q", "--verify", "HEAD"]);
  if (head !== commit) return { index: "left", why: `HEAD is at ${head ?? "no commit"} by now` };
  const conflict = await mergeIndex(tools, parent, commit, "write");
  return conflict ? { index: "left", why: conflict.problem } : { index: "followed" };
}
