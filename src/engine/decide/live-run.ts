import { type RunEvent, runMachine } from "../../../machines/runtime/run.ts";
import type { Failure } from "../../kernel/errors/millrace-error.ts";
import { nearest } from "../../kernel/nearest.ts";
import type { Run } from "../../state/run.ts";
import type { State } from "../../state/state.ts";

/** A run for which an event is legal by the run machine, or the refusal. */
export type LiveRun = { ok: true; run: Run } | { ok: false; failure: Failure };

/** Finds a live run and asks the run machine whether `event` may happen to it now; `attempt` must be the current one. */
export function liveRun(state: State, id: string, event: RunEvent, attempt?: string): LiveRun {
  const run = state.runs.get(id);
  if (!run) return { ok: false, failure: { code: "run.unknown", values: { run: id, near: nearest(id, state.runs.keys()) } } };
  if (attempt !== undefined && run.attempt?.id !== attempt) {
    return { ok: false, failure: { code: "run.stale-attempt", values: { attempt, current: run.attempt?.id } } };
  }
  if (!runMachine.step(run.phase, event).ok) {
    return { ok: false, failure: { code: "run.not-legal", values: { run: id, phase: run.phase, action: event } } };
  }
  return { ok: true, run };
}
