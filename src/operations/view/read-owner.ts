import { join } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Holder } from "../../kernel/ports/owner-lock.ts";
import type { World } from "../../kernel/world.ts";
import { layoutOf } from "../../workspace/layout.ts";

/** The process that owns the workspace now; null when none does. What a dead owner left is not believed. */
export function readOwner(world: World, root: string): Holder | null {
  const holder = readHolder(world, join(layoutOf(root).owner, "holder.json"));
  if (!holder) return null;
  return world.proc.identify(holder.pid)?.started === holder.started ? holder : null;
}

function readHolder({ fs }: World, path: string): Holder | null {
  try {
    return JSON.parse(Buffer.from(fs.read(path)).toString()) as Holder;
  } catch (error) {
    if (isFsError(error) || error instanceof SyntaxError) return null;
    throw error;
  }
}
