import type { LoopMachine, Plane, StageRule } from "./definition.ts";

/** A loop as a plan pins it: limits are numbers, and the vocabulary it means is named. Plain JSON. */
export interface FrozenLoop {
  readonly format: 1;
  readonly id: string;
  readonly plane: Plane;
  readonly version: number;
  readonly entries: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, number>>;
  readonly stages: Readonly<Record<string, StageRule>>;
  readonly config: LoopMachine;
  /** Each vocabulary entry used, `name@version`, with its fingerprint. */
  readonly vocabulary: Readonly<Record<string, string>>;
}
