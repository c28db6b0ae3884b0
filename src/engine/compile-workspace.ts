import type { World } from "../kernel/world.ts";
import type { Compiled } from "../plan/compiled.ts";
import type { Readiness } from "../plan/modes/choose-mode.ts";

export interface CompileOptions {
  mode?: string;
  /** Do not look at harnesses: a mode that chooses takes its first one. */
  blind?: boolean;
}

/**
 * Compiles the workspace's plan as its files stand now. Changes nothing. A mode that chooses looks at the harnesses of this
 * machine. A plan with sandboxes that this machine cannot make is
 * refused here, before anything is spent.
 */
export async function compileWorkspace(
  world: Pick<World, "fs" | "env">,
  root: string,
  { blind, ...options }: CompileOptions = {},
): Promise<Compiled> {
  const { compilePlan } = await import("../plan/compile-plan.ts");
  const look: Readiness = async (plan) => (await import("../runners/readiness/ready-for.ts")).readyFor(plan, world.env, root);
  const compiled = await compilePlan({ fs: world.fs, root, ...options, ...(blind ? {} : { look }) });
  const asked = options.mode === undefined ? {} : { asked: options.mode };
  if (!compiled.ok) return { ...compiled, ...asked };
  const { hasSandbox } = await import("../plan/sandbox/check-sandboxes.ts");
  if (!hasSandbox(compiled.plan)) return compiled;
  const { sandboxesHere } = await import("../runners/sandbox/sandboxes-here.ts");
  const problems = sandboxesHere(compiled.plan, { root, env: world.env });
  return problems.length === 0 ? compiled : { ok: false, problems, ...asked };
}
