import type { World } from "../../kernel/world.ts";
import type { PlanProblem } from "../../state/state.ts";

/** What keeps the plan from compiling as its files stand now; empty when it compiles. */
export type PlanNow = readonly PlanProblem[];

/**
 * Compiles the plan, which takes a while: asked only where the log says that it did not compile. Harnesses are not looked at:
 * where a mode chooses among them, what was `known` stands until the next start looks.
 */
export async function planNow(world: World, root: string, known: PlanNow): Promise<PlanNow> {
  const { compileWorkspace } = await import("../../engine/compile-workspace.ts");
  const compiled = await compileWorkspace(world, root, { blind: true });
  if (compiled.ok && compiled.choice) return known.filter(({ code }) => code === "plan.no-harness");
  return compiled.ok ? [] : compiled.problems.map(({ code, path, message }) => ({ code, path, message }));
}
