import { lifecycleMachine } from "../../../machines/runtime/lifecycle.ts";
import type { State } from "../../state/state.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, refuse } from "./decision.ts";

/**
 * Moves the runtime's lifecycle. Pause sources are independent: resuming one leaves the runtime paused while another
 * stands. Pausing by a source that pauses already, resuming one that does not, or stopping what is stopping changes nothing.
 * `now` is no part of the decision: it tells the driver to end what is under way.
 */
export function moveRuntime(state: State, command: CommandOf<"moveRuntime">): Decision {
  const { event, source, reason, actor } = command;
  if (event === "RESUMED" && !state.pauses.has(source ?? "")) return happen();
  if (event === "PAUSED" && state.pauses.has(source ?? "")) return happen();
  if (event === "STOP_REQUESTED" && !isAtWork(state)) return refuse("runtime.not-running", { action: "stop" });
  if (event === "STOP_REQUESTED" && state.lifecycle === "stopping") return happen();
  const stays = (event === "PAUSED" || event === "RESUMED") && staysAsItIs(state, event);
  const step = lifecycleMachine.step(state.lifecycle, event);
  const from = state.lifecycle;
  if (!stays && !step.ok && from !== "stopped") return refuse("runtime.not-legal", { phase: from, action: event });
  const to = stays || !step.ok ? from : step.state;
  return happen({ type: "runtime.moved", actor, subject: "runtime", cause: 0, data: { from, event, to, reason, source } });
}

/** A brief owner that only carries a command has nothing under way, and an older owner's lifecycle is over with it. */
function isAtWork(state: State): boolean {
  return state.lifecycle !== "stopped" && state.owner?.role !== "command";
}

/**
 * Another pause stands, or the end is near: the pause is noted for the next start, and the lifecycle goes on as it was. A start that has
 * not yet heeded a pause from before is running, and goes on without it.
 */
function staysAsItIs({ lifecycle, pauses }: State, event: "PAUSED" | "RESUMED"): boolean {
  if (lifecycle === "stopping" || (event === "RESUMED" && lifecycle === "running")) return true;
  return event === "PAUSED" ? lifecycle === "paused" : pauses.size > 1;
}
