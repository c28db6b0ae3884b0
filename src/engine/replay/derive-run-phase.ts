import { type RunEvent, runMachine } from "../../../machines/runtime/run.ts";
import type { AnyEvent } from "../../events/event.ts";
import type { Run } from "../../state/run.ts";
import { RUNTIME_FAILED } from "../decide/runtime-failed.ts";

/** The run machine's event that a log event stands for; null where it moves no run. */
function runEventOf(event: AnyEvent, run: Run): RunEvent | null {
  switch (event.type) {
    case "run.prepared":
      return "PREPARED";
    case "attempt.requested":
      return "ATTEMPT_REQUESTED";
    case "attempt.started":
      return "ATTEMPT_STARTED";
    case "attempt.ended":
      return "ATTEMPT_ENDED";
    case "attempt.lost":
      return event.data.failure === "interrupted" ? "ATTEMPT_INTERRUPTED" : "ATTEMPT_LOST";
    case "run.verified":
      return run.phase === "verifying" ? "VERIFIED" : null;
    case "run.moved":
      return "MOVED";
    case "run.concluded":
      return "LOOP_ENDED";
    case "run.waiting":
      return "RETRY_LATER";
    case "timer.fired":
      return "TIMER_FIRED";
    case "run.phase":
      return event.data.event as RunEvent;
    case "delivery.settled":
      return event.data.outcome === "unknown" ? "DELIVERY_UNKNOWN" : null;
    case "run.finished":
      return finishing(event.data, run);
    default:
      return null;
  }
}

/** A run ends by delivery, by cancelling, by a limit, or by a failure of the runtime; a loop that ends blocked or handed over delivers nothing. */
function finishing({ outcome, reason }: { outcome: string; reason: string }, run: Run): RunEvent {
  if (outcome === "cancelled") return "CANCELLED";
  if (outcome === "blocked" && reason === RUNTIME_FAILED) return "FAILED";
  return run.phase === "delivering" ? "DELIVERED" : "FINISHED";
}

/** The phase that the run machine gives for a log event, or the refusal; null where the event moves no run. */
export function deriveRunPhase(event: AnyEvent, run: Run): { phase: string } | { refused: string } | null {
  const name = runEventOf(event, run);
  if (name === null) return null;
  const step = runMachine.step(run.phase, name);
  return step.ok ? { phase: step.state } : { refused: `${name} is not legal in ${run.phase}: ${step.legal.join(", ")}` };
}
