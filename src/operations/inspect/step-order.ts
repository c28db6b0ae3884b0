import type { World } from "../../kernel/world.ts";

/** What is walked through, and where the walk begins. */
export interface StepOrder {
  world: World;
  root: string;
  /** A sequence; 0 is before the first event. */
  at: number;
  /** The run in which the walk is interested, where there is one. */
  run: string | null;
}
