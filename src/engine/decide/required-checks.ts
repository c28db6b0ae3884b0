import type { Run } from "../../state/run.ts";
import type { State } from "../../state/state.ts";

/** The checks that a run's item requires, as the operator named them. */
export function requiredChecks(state: State, run: Run): readonly string[] {
  return state.items.get(run.item)?.fields.checks ?? [];
}
