import { required } from "../../state/require.ts";
import type { State } from "../../state/state.ts";
import { type UsedBudget, usedBudget } from "../../state/used-budget.ts";
import { usedByItem } from "../../state/used-by-item.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, refuse } from "./decision.ts";
import { finishRun } from "./finish-run.ts";
import type { Law } from "./law.ts";
import { liveRun } from "./live-run.ts";

/**
 * Records the intent to launch a runner for the visit that is due. Budgets bind here, before anything is started: one of the day
 * lets the run wait, that of the item ends it, so that others go on.
 */
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
  const used = usedBudget(state, law.now);
  if (used !== null) return refuseBudget(used);
  const item = required(state.items, run.item, "item");
  const spent = usedByItem(state.policy, item);
  if (spent !== null) return happen(...finishRun(state, run, { outcome: "blocked", ...spent }, law, run.changedAt));
  const { visit, runner, request, tree, session, model } = command;
  return happen({
    type: "attempt.requested",
    actor: "runtime",
    subject: run.item,
    run: run.id,
    attempt: `${run.id}.${visit}.${command.try}`,
    cause: run.changedAt,
    data: {
      visit,
      try: command.try,
      stage: run.position.stage,
      runner,
      request,
      tree,
      ...(session == null ? {} : { session }),
      ...(model == null ? {} : { model }),
    },
  });
}

function refuseBudget(used: UsedBudget): Decision {
  switch (used.budget) {
    case "attempts":
      return refuse("budget.attempts-per-day", { limit: used.limit });
    case "tokens":
      return refuse("budget.tokens-per-day", { limit: used.limit, used: used.used });
    case "usd":
      return refuse("budget.usd-per-day", { limit: used.limit, used: used.used });
    case "unpriced":
      return refuse("budget.unpriced", { names: used.names.join(", "), name: used.names[0] });
  }
}
