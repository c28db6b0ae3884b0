import type { FrozenPlan } from "../../plan/frozen-plan.ts";
import type { PlanProblem } from "../../plan/problem.ts";
import type { Environment } from "../child-environment.ts";
import { resolveSandbox } from "./resolve-sandbox.ts";
import { sandboxUnavailable } from "./unavailable.ts";

/** What keeps the sandboxes of a plan from being made on this machine. Empty when all can, as for a plan that has none. */
export function sandboxesHere(plan: FrozenPlan, { root, env }: { root: string; env: Environment }): PlanProblem[] {
  const all = [
    ...Object.entries(plan.stages).map(([name, { sandbox, env: set }]) => ({ path: `stages.${name}.sandbox`, sandbox, set })),
    { path: "sandbox", sandbox: plan.sandbox, set: {} },
  ].flatMap(({ sandbox, ...rest }) => (sandbox ? [{ ...rest, sandbox }] : []));
  if (all.length === 0) return [];
  const unavailable = sandboxUnavailable(env, root, { hosts: all.some(({ sandbox }) => typeof sandbox.network !== "string") });
  if (unavailable) return [{ code: "plan.sandbox-unavailable", path: "sandbox.enabled", message: unavailable.why, fix: unavailable.fix }];
  const refusals = all.flatMap(({ path, sandbox, set }): PlanProblem[] => {
    const made = resolveSandbox(sandbox, { root, env, set });
    return "refused" in made ? [{ code: "plan.sandbox", path: `${path}.write`, message: made.refused, fix: "Name a narrower path" }] : [];
  });
  // What holds for all stages is told once.
  return refusals.filter(({ message }, index) => refusals.findIndex((other) => other.message === message) === index);
}
