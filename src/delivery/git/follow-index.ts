import { setTimeout as sleep } from "node:timers/promises";
import type { IndexOutcome } from "../../kernel/ports/trees.ts";
import type { Repository } from "./repository.ts";

const WAIT_MS = 50;
const TRIES = 20;

/**
 * git's own two-way merge of the index, which is what a fast-forward does to it: an entry that equals the old tree takes the
 * new one, an entry that differs from the old tree stays where both trees agree, and is a conflict where they do not. All under
 * git's lock (waited for, for a second), all or nothing, files untouched. `try` changes nothing. Gives what stands against it, or null.
 */
export async function mergeIndex(
  { git }: Pick<Repository, "git">,
  before: string,
  after: string,
  how: "try" | "write",
): Promise<{ problem: string; locked: boolean } | null> {
  const flags = how === "try" ? ["-n"] : [];
  for (let attempt = 1; ; attempt++) {
    const { exit, stderr } = await git.run(["read-tree", ...flags, "-m", "-i", "--no-recurse-submodules", before, after]);
    if (exit === 0) return null;
    const locked = stderr.includes("index.lock'");
    if (!locked || attempt === TRIES) return { problem: stderr.trim().replaceAll(/^(error|fatal): /gm, ""), locked };
    await sleep(WAIT_MS);
  }
}

/** Lets the index follow a commit from its parent (or its parent's tree), where the branch still ends there. */
export async function followCommit(repository: Pick<Repository, "git">, commit: string, parent: string): Promise<IndexOutcome> {
  const head = await repository.git.ask(["rev-parse", "-q", "--verify", "HEAD"]);
  if (head !== commit) return { index: "left", why: `HEAD is at ${head ?? "no commit"} by now` };
  const conflict = await mergeIndex(repository, parent, commit, "write");
  return conflict ? { index: "left", why: conflict.problem } : { index: "followed" };
}
