import type { World } from "../kernel/world.ts";
import type { Compiled } from "../plan/compiled.ts";

/** Compiles the workspace's plan as its files stand now. Changes nothing. */
export async function compileWorkspace(world: Pick<World, "fs">, root: string, options: { mode?: string } = {}): Promise<Compiled> {
  const { compilePlan } = await import("../plan/compile-plan.ts");
  return compilePlan({ fs: world.fs, root, ...options });
}
