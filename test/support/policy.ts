import type { Policy } from "../../src/state/policy.ts";
import { initialState } from "../../src/state/state.ts";

/** The policy of a new workspace, with changes. */
export function policy(changes: Partial<Policy>): Policy {
  return { ...initialState().policy, ...changes };
}
