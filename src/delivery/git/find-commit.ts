import type { FoundCommit } from "../../kernel/ports/trees.ts";
import type { Git } from "./git.ts";
import { workspaceTree } from "./graft.ts";
import type { Repository } from "./repository.ts";
import { trailerValues } from "./trailers.ts";

/** See `Trees.findCommit`. */
export async function findCommit(repository: Repository, key: string, value: string, since: string | null): Promise<FoundCommit | null> {
  const [commit] = await withTrailer(repository.git, key, value, since);
  return commit === undefined ? null : { commit, tree: { kind: "git", id: await workspaceTree(repository, commit) } };
}

/** The commits of HEAD, youngest first and without those of `since`, whose trailers say `key: value`. */
export async function withTrailer(git: Git, key: string, value: string, since: string | null): Promise<string[]> {
  const head = await git.ask(["rev-parse", "-q", "--verify", "HEAD"]);
  if (!head) return [];
  // A parent that is gone (history rewritten, objects pruned) cannot bound the search.
  const known = since !== null && (await git.ask(["cat-file", "-t", since])) === "commit";
  const range = known ? [head, `^${since}`] : [head];
  const found = (await git.must(["rev-list", "--fixed-strings", `--grep=${key}: ${value}`, ...range]))
    .toString()
    .split("\n")
    .filter(Boolean);
  const commits: string[] = [];
  for (const commit of found) {
    const raw = (await git.must(["cat-file", "commit", commit])).toString();
    if (trailerValues(raw.slice(raw.indexOf("\n\n") + 2), key).includes(value)) commits.push(commit);
  }
  return commits;
}
