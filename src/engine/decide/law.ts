import type { CompiledPlan } from "../compiled-plan.ts";

/** What a decision may know beside the state. It is handed in, so that deciding stays pure. */
export interface Law {
  /** Milliseconds since the epoch. */
  now: number;
  /** SHA-256 in hex. */
  hash(text: string): string;
  /** A plan by its hash; undefined when it was not loaded. */
  plan(hash: string): CompiledPlan | undefined;
}
