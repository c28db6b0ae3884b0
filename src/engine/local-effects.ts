import { realpathSync } from "node:fs";
import { join } from "node:path";
import { openTrees } from "../delivery/open-trees.ts";
import { pathIdentity } from "../kernel/real/path-identity.ts";
import { systemProc } from "../kernel/real/proc.ts";
import type { World } from "../kernel/world.ts";
import { createLocalDispatch } from "../runners/local-dispatch.ts";
import { workspaceToken } from "../runners/workspace-token.ts";
import { isHome, markHome, tokenAt } from "../workspace/home.ts";
import { abandonAttempts } from "./abandon-attempts.ts";
import type { EffectContext } from "./effects/context.ts";
import type { Owned } from "./own-workspace.ts";

/** The effects of this machine: real processes, and trees of the workspace's own git repository where it is one. */
export async function localEffects(world: World, owned: Owned, signal: AbortSignal): Promise<EffectContext> {
  const { store, layout } = owned;
  const workspace = store.state.workspace?.id ?? "";
  const here = { path: realpathSync(layout.root), identity: pathIdentity(layout.root) };
  const token = tokenAt(world.fs, layout, here) ?? workspaceToken(workspace, here.path, here.identity);
  // A copy may come without `.owner`, and an original may lose it: then the processes say where they belong.
  const isOurs = isHome(world.fs, layout, here) || systemProc.carrying("MILLRACE_WORKSPACE_TOKEN", token).length > 0;
  if (!isOurs) abandonAttempts(world, owned);
  markHome(world.fs, layout, here, token);
  const dispatch = createLocalDispatch({
    root: layout.root,
    token,
    fs: world.fs,
    clock: world.clock,
    proc: systemProc,
    env: world.env,
  });
  const live = new Set([...store.state.runs.values()].map((run) => run.attempt?.id));
  dispatch.warm();
  await dispatch.sweep((attempt) => live.has(attempt));
  const trees = await openTrees({ root: layout.root, directory: join(layout.state, "trees"), namespace: workspace });
  return { store, dispatch, trees, clock: world.clock, fs: world.fs, layout, signal };
}
