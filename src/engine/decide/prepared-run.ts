import type { State } from "../../state/state.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen } from "./decision.ts";
import type { Law } from "./law.ts";
import { liveRun } from "./live-run.ts";

/** Records the tree and the checks' results from before the first stage: what was green already proves nothing later. */
export function preparedRun(state: State, command: CommandOf<"preparedRun">): Decision {
  const found = liveRun(state, command.run, "PREPARED");
  if (!found.ok) return found;
  const { run } = found;
  const { tree, baseline } = command;
  return happen({
    type: "run.prepared",
    actor: "runtime",
    subject: run.item,
    run: run.id,
    cause: run.changedAt,
    data: { tree, baseline },
  });
}

/** A run's timer came due: its visit may be tried again. A timer that is not the run's present one changes nothing. */
export function fireTimer(state: State, command: CommandOf<"fireTimer">, law: Law): Decision {
  const found = liveRun(state, command.run, "TIMER_FIRED");
  if (!found.ok) return found;
  const { run } = found;
  if (run.waiting?.timer !== command.timer) return happen();
  const data = { timer: command.timer, late: Math.max(0, law.now - run.waiting.dueAt) };
  return happen({ type: "timer.fired", actor: "runtime", subject: run.item, run: run.id, cause: run.changedAt, data });
}
