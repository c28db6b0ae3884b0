import type { StageBinding } from "../../plan/frozen-plan.ts";
import type { FailureClass } from "../../state/run.ts";

/**
 * What follows a failure. `work`: it is said about the work, and the loop recovers from it. `retry`: nothing is said about the
 * work; the visit is tried again while it may be, and then its run waits for an operator. `operator`: the same at once.
 * `rest`: as `retry`, but a service asks for as long a rest as there is.
 */
export type FailureRoute = "work" | "retry" | "rest" | "operator";

const ROUTES: Readonly<Record<FailureClass, FailureRoute>> = {
  terminal_missing: "work",
  terminal_illegal: "work",
  terminal_conflicting: "work",
  result_invalid: "work",
  output_missing: "work",
  exit_nonzero: "work",
  timeout: "work",
  output_limit: "work",
  check_refuted: "work",
  protected_changed: "work",
  outside_paths: "work",
  effect_failed: "work",
  transport: "retry",
  spawn_failed: "retry",
  supervisor_lost: "retry",
  never_launched: "retry",
  interrupted: "retry",
  model_error: "retry",
  stall: "retry",
  repeat: "retry",
  session_unknown: "retry",
  rate_limit: "rest",
  auth: "operator",
  billing: "operator",
  refusal: "operator",
  token_limit: "operator",
  cost_limit: "operator",
};

/** Of a harness, which had no chance to say how the work stands: its time was over, or it fell. Of a script this is said about the work. */
const OF_A_HARNESS: ReadonlySet<FailureClass> = new Set(["timeout", "exit_nonzero"]);

/** The route of a failure at a stage that is bound so. */
export function failureRoute(failure: FailureClass, binding: Pick<StageBinding, "permission"> | undefined): FailureRoute {
  // Only a harness has a permission.
  if (binding?.permission !== undefined && OF_A_HARNESS.has(failure)) return "retry";
  return ROUTES[failure];
}

/** Whether a reason is the name of a failure. */
export function isFailure(reason: string): reason is FailureClass {
  return Object.hasOwn(ROUTES, reason);
}
