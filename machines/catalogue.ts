import { executionStandard } from "./execution/standard.ts";
import type { LoopDefinition } from "./loop/definition.ts";
import { planningStandard } from "./planning/standard.ts";

/** The loops that ship with Millrace. A mode binds them by id; a workspace may add its own as documents. */
export const shippedLoops: readonly LoopDefinition[] = [executionStandard, planningStandard];
