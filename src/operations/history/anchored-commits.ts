import { existsSync } from "node:fs";
import { join } from "node:path";
import { openTrees } from "../../delivery/open-trees.ts";
import type { CommitTrailers } from "../../kernel/ports/trees.ts";
import { anchorTrailer } from "../../log/commit-anchor.ts";
import { loadConfig } from "../../plan/config/load-config.ts";
import { setting } from "../../plan/config/setting.ts";
import { layoutOf } from "../../workspace/layout.ts";
import type { OperationContext } from "../context.ts";

export interface AnchoredCommits {
  commits: CommitTrailers[];
  /** Why there are none to look at; null where there is git. */
  unavailable: string | null;
}

/**
 * The commits that name a line of the log: those of the workspace, and those by which its product was published from the
 * configured staging worktree. To be read before the log, which only grows; needs no readable log.
 */
export async function anchoredCommits(context: OperationContext): Promise<AnchoredCommits> {
  const root = context.root();
  const directory = join(layoutOf(root).state, "trees");
  const trees = await openTrees({ root, directory });
  const own = await trees.trailers(anchorTrailer);
  const staging = await stagingOf(context, root);
  const published = staging === null ? null : await (await openTrees({ root: staging, directory })).trailers(anchorTrailer);
  if (own === null && published === null)
    return { commits: [], unavailable: (await trees.describe()).reason ?? "there is no git repository" };
  // A staging worktree may be one of the workspace's own repository.
  const commits = new Map([...(own ?? []), ...(published ?? [])].map((one) => [one.commit, one]));
  return { commits: [...commits.values()], unavailable: null };
}

/** Null where it is no repository of its own, or the configuration cannot be read. */
async function stagingOf({ world }: OperationContext, root: string): Promise<string | null> {
  const loaded = await loadConfig(world.fs, root);
  if (!loaded.ok) return null;
  const staging = join(root, setting(loaded.config, "publish.staging").value);
  return existsSync(join(staging, ".git")) ? staging : null;
}
