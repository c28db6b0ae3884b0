import { attemptsToday } from "../../state/attempts-today.ts";
import type { State } from "../../state/state.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, refuse } from "./decision.ts";
import type { Law } from "./law.ts";
import { liveRun } from "./live-run.ts";

/** Records the intent to launch a runner for the visit that is due. Budgets bind here, before anything is started. */
export function requestAttempt(state: State, command: CommandOf<"requestAttempt">, law: Law): Decision {
  const found = liveRun(state, command.run, "ATTEMPT_REQUESTED");
  if (!found.ok) return found;
  const { run } = found;
  if (command.visit !== run.visit || command.try !== run.tries + 1) {
    return refuse("run.stale-attempt", {
      attempt: `${run.id}.${command.visit}.${command.try}`,
      current: `${run.id}.${run.visit}.${run.tries + 1}`,
    });
  }
  const limit = state.policy.attemptsPerDay;
  if (limit > 0 && attemptsToday(state, law.now) >= limit) return refuse("budget.attempts-per-day", { limit });
  const { visit, runner, request, tree } = command;
  return happen({
    type: "attempt.requested",
    actor: "runtime",
    subject: run.item,
    run: run.id,
    attempt: `${run.id}.${visit}.${command.try}`,
    cause: run.changedAt,
    data: { visit, try: command.try, stage: run.position.stage, runner, request, tree },
  });
}
