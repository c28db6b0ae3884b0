import type { LaunchOrder } from "../launch-order.ts";
import type { StepsEnd } from "./run-steps.ts";

/** Steps as they are to be started, in their sandbox if they have one. */
export interface Confined {
  order: LaunchOrder;
  env: Record<string, string>;
  /** How the steps ended, knowing what the sandbox itself says when it cannot be made. */
  settle<End extends StepsEnd>(end: End): End;
  /** Ends what the sandbox needed beside the steps. */
  close(): void;
}
