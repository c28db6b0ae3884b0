import { realpathSync } from "node:fs";
import { join } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Holder } from "../../kernel/ports/owner-lock.ts";
import type { World } from "../../kernel/world.ts";
import { isHome } from "../../workspace/home.ts";
import { type Layout, layoutOf } from "../../workspace/layout.ts";

/**
 * The process that owns the workspace now; null when none does. What a dead owner left is not believed, nor what came here with a
 * copy: its process belongs to the original.
 */
export function readOwner(world: World, root: string): Holder | null {
  const layout = layoutOf(root);
  const holder = readHolder(world, join(layout.owner, "holder.json"));
  if (!holder || isElsewhere(world, layout)) return null;
  return world.proc.identify(holder.pid)?.started === holder.started ? holder : null;
}

/** Before the first start there is no home yet, and only brief owners have been here. */
function isElsewhere({ fs, identity }: World, layout: Layout): boolean {
  if (fs.facts(join(layout.owner, "home")) === null) return false;
  return !isHome(fs, layout, { path: realpathSync(layout.root), identity: identity?.(layout.root) ?? null });
}

function readHolder({ fs }: World, path: string): Holder | null {
  try {
    return JSON.parse(Buffer.from(fs.read(path)).toString()) as Holder;
  } catch (error) {
    if (isFsError(error) || error instanceof SyntaxError) return null;
    throw error;
  }
}
