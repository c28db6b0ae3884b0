import { join } from "node:path";
import { openTrees } from "../../delivery/open-trees.ts";
import type { CommitTrailers } from "../../kernel/ports/trees.ts";
import { anchorTrailer } from "../../log/commit-anchor.ts";
import { layoutOf } from "../../workspace/layout.ts";
import type { OperationContext } from "../context.ts";

export interface AnchoredCommits {
  commits: CommitTrailers[];
  /** Why there are none to look at; null where there is git. */
  unavailable: string | null;
}

/** The commits that name a line of the log. To be read before the log, which only grows; needs no readable log. */
export async function anchoredCommits(context: OperationContext): Promise<AnchoredCommits> {
  const root = context.root();
  const trees = await openTrees({ root, directory: join(layoutOf(root).state, "trees") });
  const commits = await trees.trailers(anchorTrailer);
  if (commits !== null) return { commits, unavailable: null };
  const { reason } = await trees.describe();
  return { commits: [], unavailable: reason ?? "there is no git repository" };
}
