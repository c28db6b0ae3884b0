import { own } from "../own.ts";
import type { FrozenLoop } from "./frozen-loop.ts";

/** The terminals that a stage may report; none for a stage that the loop does not have. */
export function legalTerminals(loop: FrozenLoop, stage: string): readonly string[] {
  return own(loop.stages, stage)?.terminals ?? [];
}
