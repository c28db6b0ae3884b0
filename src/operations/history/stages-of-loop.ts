import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { World } from "../../kernel/world.ts";
import type { FrozenPlan } from "../../plan/frozen-plan.ts";
import { planOf } from "../view/current-plan.ts";

/** How a plan runs each stage of a loop; empty when the plan's blob is missing or damaged, which `log verify` tells. */
export function stagesOfLoop(world: World, root: string, hash: string, loop: string) {
  const plan = planIfThere(world, root, hash);
  const stages = Object.entries(plan?.stages ?? {}).filter(([name]) => name.startsWith(`${loop}/`));
  return {
    mode: plan?.mode ?? null,
    stages: stages.map(([name, { runner, model, entrypoint, skills }]) => ({
      stage: name.slice(loop.length + 1),
      runner,
      model,
      entrypoint,
      skills,
    })),
  };
}

function planIfThere(world: World, root: string, hash: string): FrozenPlan | null {
  try {
    return planOf(world, root, hash);
  } catch (error) {
    if (error instanceof MillraceError) return null;
    throw error;
  }
}
