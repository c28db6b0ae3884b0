import type { Config } from "../config/config.ts";
import type { FrozenPlan } from "../frozen-plan.ts";
import type { PlanProblem } from "../problem.ts";
import { runnerFacts } from "../stages/runner-facts.ts";

/** What keeps the sandboxes of a plan from holding: a stage could write the settings that are not there yet. */
export function sandboxProblems(plan: FrozenPlan, config: Config): PlanProblem[] {
  if (!hasSandbox(plan) || config.file !== null) return [];
  const message = "Without millrace.toml, a stage could write one that takes its sandbox away";
  return [{ code: "plan.sandbox", path: "sandbox", message, fix: "millrace init makes it" }];
}

/** What will hardly go as it was meant. */
export function sandboxWarnings(plan: FrozenPlan): PlanProblem[] {
  const confined = Object.entries(plan.stages).filter(([, { sandbox }]) => sandbox !== undefined);
  if (confined.length === 0) return [];
  const cutOff = confined.filter(([, { runner, sandbox }]) => runnerFacts[runner]?.harness && sandbox?.network === "none");
  const open = plan.sandbox === undefined;
  return [
    ...cutOff.map(
      ([name, { runner }]): PlanProblem => ({
        code: "plan.sandbox",
        path: `stages.${name}.sandbox.network`,
        message: `${runner} of ${name} has no network in its sandbox, so it cannot reach its model`,
        fix: `Write network = ["host of its model"] or "all"`,
      }),
    ),
    ...(open
      ? [
          {
            code: "plan.sandbox",
            path: "sandbox.enabled",
            message: "Checks run outside of the sandbox that stages have, though stages can write what checks run",
            fix: "Write enabled = true under [sandbox]",
          } as const,
        ]
      : []),
  ];
}

/** Whether a plan has a sandbox anywhere. */
export function hasSandbox(plan: FrozenPlan): boolean {
  return plan.sandbox !== undefined || Object.values(plan.stages).some(({ sandbox }) => sandbox !== undefined);
}
