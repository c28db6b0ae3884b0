import type { FoundCommit } from "../../kernel/ports/trees.ts";
import { workspaceTree } from "./graft.ts";
import type { Repository } from "./repository.ts";
import { trailerValues } from "./trailers.ts";

/** See `Trees.findCommit`. */
export async function findCommit(repository: Repository, key: string, value: string, since: string | null): Promise<FoundCommit | null> {
  const { git } = repository;
  const head = await git.ask(["rev-parse", "-q", "--verify", "HEAD"]);
  if (!head) return null;
  // A parent that is gone (history rewritten, objects pruned) cannot bound the search.
  const known = since !== null && (await git.ask(["cat-file", "-t", since])) === "commit";
  const range = known ? [head, `^${since}`] : [head];
  const found = await git.must(["rev-list", "--fixed-strings", `--grep=${key}: ${value}`, ...range]);
  for (const commit of found.toString().split("\n").filter(Boolean)) {
    const raw = (await git.must(["cat-file", "commit", commit])).toString();
    const message = raw.slice(raw.indexOf("\n\n") + 2);
    if (trailerValues(message, key).includes(value)) {
      return { commit, tree: { kind: "git", id: await workspaceTree(repository, commit) } };
    }
  }
  return null;
}
