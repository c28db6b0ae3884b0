import type { State } from "../../state/state.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen } from "./decision.ts";
import { liveRun } from "./live-run.ts";

/** Records that the supervisor of the current attempt claimed it and started its runner. */
export function startedAttempt(state: State, command: CommandOf<"startedAttempt">): Decision {
  const found = liveRun(state, command.run, "ATTEMPT_STARTED", command.attempt);
  if (!found.ok) return found;
  const { run } = found;
  const { attempt, pid, started } = command;
  return happen({
    type: "attempt.started",
    actor: "runtime",
    subject: run.item,
    run: run.id,
    attempt,
    cause: run.changedAt,
    data: { pid, started },
  });
}
