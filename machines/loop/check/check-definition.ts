import type { LoopDefinition } from "../definition.ts";
import type { LoopProblem } from "../problem.ts";
import { checkBranches } from "./check-branches.ts";
import { checkCounters } from "./check-counters.ts";
import { checkEntries } from "./check-entries.ts";
import { checkIdentity } from "./check-identity.ts";
import { checkLimits } from "./check-limits.ts";
import { checkStages } from "./check-stages.ts";

/** Everything about a definition that can be seen without searching it. What needs a search is in `proveLoop`. */
export function checkDefinition(definition: LoopDefinition, overrides: Readonly<Record<string, number>> = {}): LoopProblem[] {
  return [
    ...checkIdentity(definition),
    ...checkLimits(definition, overrides),
    ...checkEntries(definition),
    ...checkStages(definition),
    ...checkBranches(definition),
    ...checkCounters(definition),
  ];
}
