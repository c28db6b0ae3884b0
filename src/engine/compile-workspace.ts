import type { World } from "../kernel/world.ts";
import type { Compiled } from "../plan/compiled.ts";

/**
 * Compiles the workspace's plan as its files stand now. Changes nothing. A plan with sandboxes that this machine cannot make is
 * refused here, before anything is spent.
 */
export async function compileWorkspace(world: Pick<World, "fs" | "env">, root: string, options: { mode?: string } = {}): Promise<Compiled> {
  const { compilePlan } = await import("../plan/compile-plan.ts");
  const compiled = await compilePlan({ fs: world.fs, root, ...options });
  if (!compiled.ok) return compiled;
  const { hasSandbox } = await import("../plan/sandbox/check-sandboxes.ts");
  if (!hasSandbox(compiled.plan)) return compiled;
  const { sandboxesHere } = await import("../runners/sandbox/sandboxes-here.ts");
  const problems = sandboxesHere(compiled.plan, { root, env: world.env });
  return problems.length === 0 ? compiled : { ok: false, problems };
}
