import type { IndexOutcome } from "../../kernel/ports/trees.ts";
import type { Repository } from "./repository.ts";

/**
 * git's own two-way merge of the index, which is what a fast-forward does to it: an entry that equals the old tree takes the
 * new one, an entry that differs from the old tree stays where both trees agree, and is a conflict where they do not. All under
 * git's lock, all or nothing, files untouched. `try` changes nothing. Gives what stands against it, or null.
 */
export async function mergeIndex(repository: Repository, before: string, after: string, how: "try" | "write"): Promise<string | null> {
  const flags = how === "try" ? ["-n"] : [];
  const { exit, stderr } = await repository.git.run(["read-tree", ...flags, "-m", "-i", "--no-recurse-submodules", before, after]);
  return exit === 0 ? null : stderr.trim().replaceAll(/^(error|fatal): /gm, "");
}

/** Lets the index follow a commit from its parent, where the branch still ends there. */
export async function followCommit(repository: Repository, commit: string, parent: string): Promise<IndexOutcome> {
  const head = await repository.git.ask(["rev-parse", "-q", "--verify", "HEAD"]);
  if (head !== commit) return { index: "left", why: `HEAD is at ${head ?? "no commit"} by now` };
  const problem = await mergeIndex(repository, parent, commit, "write");
  return problem === null ? { index: "followed" } : { index: "left", why: problem };
}
