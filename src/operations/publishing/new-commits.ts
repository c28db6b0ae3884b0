import type { CommitInfo, GitPort } from "../../../publish/git/port.ts";
import type { EarlierChange, RemoteLook } from "../../../publish/preflight/facts.ts";
import type { Publication } from "../../state/publication.ts";

/**
 * The commits of `head` that are not published yet, oldest first, with what each brings. Where the remote was not heard, those
 * that no earlier preflight has seen: a commit by hand must not slip out by a look without the remote.
 */
export async function newCommits(
  port: GitPort,
  look: RemoteLook,
  { pushed, committed }: Publication,
  head: string | null,
): Promise<{ commits: CommitInfo[]; earlier: EarlierChange[] }> {
  if (head === null) return { commits: [], earlier: [] };
  const theirs = look.type === "answered" && look.knows === "contains" ? [look.theirs] : [committed?.commit ?? null, pushed?.oid ?? null];
  const base = await firstBelow(port, theirs, head);
  const commits = await port.commitsBetween(base, head);
  const earlier: EarlierChange[] = [];
  for (const { commit } of commits) for (const change of await port.changesOf(commit)) earlier.push({ commit, change });
  return { commits, earlier };
}

async function firstBelow(port: GitPort, candidates: readonly (string | null)[], head: string): Promise<string | null> {
  for (const candidate of candidates) {
    if (candidate !== null && (await port.resolve(candidate)) !== null && (await port.isAncestor(candidate, head))) return candidate;
  }
  return null;
}
