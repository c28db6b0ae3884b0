import type { AnyNewEvent } from "../../events/event.ts";
import type { State } from "../../state/state.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, PREVIOUS } from "./decision.ts";
import { finishRun } from "./finish-run.ts";
import type { Law } from "./law.ts";
import { liveRun } from "./live-run.ts";

/**
 * Accounts for an attempt that ended without a result: never launched, lost with its supervisor, or interrupted by a
 * stop. Its visit is due again, until the interruptions of one visit are used up; then the run is blocked.
 */
export function lostAttempt(state: State, command: CommandOf<"lostAttempt">, law: Law): Decision {
  const found = liveRun(state, command.run, command.failure === "interrupted" ? "ATTEMPT_INTERRUPTED" : "ATTEMPT_LOST", command.attempt);
  if (!found.ok) return found;
  const { run } = found;
  const { attempt, failure, detail, usage, session, model, sessionUsage } = command;
  const told = {
    ...(usage !== undefined && { usage }),
    ...(session !== undefined && { session }),
    ...(model !== undefined && { model }),
    ...(sessionUsage !== undefined && { sessionUsage }),
  };
  const lost: AnyNewEvent = {
    type: "attempt.lost",
    actor: "runtime",
    subject: run.item,
    run: run.id,
    attempt,
    cause: run.changedAt,
    data: { failure, detail, millis: Math.max(0, law.now - (run.attempt?.requestedTime ?? law.now)), ...told },
  };
  const limit = law.plan(run.plan)?.plan.limits.interruptionsPerVisit ?? 0;
  if (run.interruptions < limit) return happen(lost);
  const end = {
    outcome: "blocked",
    reason: "interruptions_exhausted",
    detail: `${run.interruptions + 1} attempts of one visit were lost`,
  } as const;
  return happen(lost, ...finishRun(state, run, end, law, PREVIOUS));
}
