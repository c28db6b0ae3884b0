import { findAsset } from "../assets/find-asset.ts";
import type { FrozenPlan } from "../frozen-plan.ts";
import type { PlanProblem } from "../problem.ts";
import type { BindContext } from "../stages/bind-context.ts";
import { lintEntrypoint } from "./lint-entrypoint.ts";

/** What the entry points of a plan say wrongly, as warnings: a run can begin, but will hardly go well. */
export function lintPlan({ fs, root, texts }: BindContext, plan: FrozenPlan): PlanProblem[] {
  const exists = (path: string) => findAsset(fs, root, path).ok;
  return Object.values(plan.loops).flatMap((loop) =>
    Object.keys(loop.stages).flatMap((stage) => {
      const frozen = plan.stages[`${loop.id}/${stage}`]?.entrypoint;
      const text = frozen ? texts.get(frozen.hash) : undefined;
      if (!frozen || text === undefined) return [];
      const file = frozen.origin === "workspace" ? `millrace-agents/${frozen.path}` : `package:${frozen.path}`;
      return lintEntrypoint(text, loop, stage, exists).map(
        ({ line, message, fix }): PlanProblem => ({
          code: "plan.entrypoint-lint",
          path: "",
          message,
          fix,
          file,
          ...(line === null ? {} : { line }),
        }),
      );
    }),
  );
}
