import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { World } from "../../kernel/world.ts";
import { loadText } from "../../log/load-text.ts";
import type { FrozenPlan } from "../../plan/frozen-plan.ts";
import type { State } from "../../state/state.ts";
import { layoutOf } from "../../workspace/layout.ts";

/** A plan from the log's blobs by its hash. Throws `log.blob` when it is missing or damaged. */
export function planOf(world: World, root: string, hash: string): FrozenPlan {
  return JSON.parse(loadText(world.fs, layoutOf(root).log, hash)) as FrozenPlan;
}

/** Kind of work → loop in the plan that is in force; null where there is none, or where its blob is damaged: status must still answer. */
export function loopForOf(world: World, root: string, { plan }: State): Readonly<Record<string, string>> | null {
  if (plan === null) return null;
  try {
    return planOf(world, root, plan.hash).loopFor;
  } catch (error) {
    if (error instanceof MillraceError) return null;
    throw error;
  }
}
