import type { CompiledLoop } from "../../machines/loop/rebuild-loop.ts";
import type { FrozenPlan } from "../plan/frozen-plan.ts";

/** A frozen plan with its machines rebuilt, ready to decide with. */
export interface CompiledPlan {
  hash: string;
  plan: FrozenPlan;
  /** Loop id → its machine, and the hash of what was frozen. */
  loops: ReadonlyMap<string, { loop: CompiledLoop; hash: string }>;
}
