import type { AttemptOutcome } from "./contract/attempt-outcome.ts";
import type { FailureClass } from "./contract/failure-class.ts";
import type { StageLimits } from "./contract/stage-run-request.ts";

/** How a program's end alone makes an attempt fail, whatever it had to say; null for a clean exit. */
export function outcomeFailure(outcome: AttemptOutcome, limits: StageLimits): { failure: FailureClass; detail: string } | null {
  if (outcome.spawnError !== null) return { failure: "spawn_failed", detail: `the program could not be started: ${outcome.spawnError}` };
  if (outcome.diskError !== null) return { failure: "effect_failed", detail: `the output could not be written: ${outcome.diskError}` };
  if (outcome.stopped) return { failure: "interrupted", detail: "stopped on request" };
  if (outcome.watched) return { failure: outcome.watched.reason, detail: outcome.watched.detail };
  if (outcome.timedOut) return { failure: "timeout", detail: `ended after ${limits.timeoutSeconds} s` };
  if (outcome.outputLimit) return { failure: "output_limit", detail: `ended after ${limits.outputBytes} bytes of output` };
  if (outcome.dismissed === true) return null;
  if (outcome.signal !== null) return { failure: "exit_nonzero", detail: `ended by ${outcome.signal}` };
  if (outcome.exit !== 0) return { failure: "exit_nonzero", detail: `exit code ${outcome.exit ?? "unknown"}` };
  return null;
}
