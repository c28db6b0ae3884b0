import type { AnyEvent } from "../../events/event.ts";
import type { Run } from "../../state/run.ts";
import type { CompiledPlan } from "../compiled-plan.ts";
import { failureRoute, isFailure } from "../decide/failure-route.ts";
import type { Divergence } from "./divergence.ts";

/**
 * Compares what followed a failed attempt with its class: a wait and an end that name a failure name the one that was reported, and
 * only one that may be tried again is waited for. Logs of before a class had its present route may have moved the loop instead.
 */
export function checkRoute(event: AnyEvent, run: Run, plan: CompiledPlan | null): Divergence | null {
  if (run.phase !== "deciding" || run.claim === null) return null;
  const { seq, type, subject } = event;
  const { failure } = run.claim;
  const diverges = (logged: string, derived: string | null): Divergence => ({ seq, type, subject, what: "the failure", logged, derived });
  if (event.type === "run.waiting") {
    if (event.data.reason !== failure) return diverges(event.data.reason, failure);
    const route = plan && failureRoute(failure, plan.plan.stages[`${run.loop}/${run.position.stage}`]);
    return route === "work" ? diverges(`waits for ${failure}`, "the loop recovers from it") : null;
  }
  // A reason may have been redacted: then it names no failure.
  if (event.type !== "run.finished" || event.data.outcome !== "blocked" || !isFailure(event.data.reason)) return null;
  return event.data.reason === failure ? null : diverges(event.data.reason, failure);
}
