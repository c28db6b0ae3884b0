import type { State } from "../../state/state.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen } from "./decision.ts";

/** Makes a compiled plan the one that new runs pin. The same plan again changes nothing. */
export function adoptPlan(state: State, command: CommandOf<"adoptPlan">): Decision {
  const { plan, mode, loops, chosenBy, actor } = command;
  if (state.plan?.hash === plan && state.planProblems.length === 0) return happen();
  return happen({
    type: "plan.compiled",
    actor,
    subject: "plan",
    cause: 0,
    data: { plan, mode, loops, ...(chosenBy === undefined ? {} : { chosenBy }) },
  });
}

/** Records why a plan did not compile; the last good one stays in force. */
export function rejectPlan(state: State, command: CommandOf<"rejectPlan">): Decision {
  const { mode, problems, actor } = command;
  if (JSON.stringify(problems) === JSON.stringify(state.planProblems)) return happen();
  return happen({ type: "plan.rejected", actor, subject: "plan", cause: 0, data: { mode, problems, kept: state.plan?.hash ?? null } });
}

/** Changes what stays live beside the plan. */
export function changePolicy(state: State, command: CommandOf<"changePolicy">): Decision {
  const { policy, actor } = command;
  if (JSON.stringify(policy) === JSON.stringify(state.policy)) return happen();
  return happen({ type: "policy.changed", actor, subject: "policy", cause: 0, data: { policy } });
}
