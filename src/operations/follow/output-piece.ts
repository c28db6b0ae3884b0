import type { HarnessEvent } from "../../runners/harness/harness-event.ts";

/** A piece of what an attempt writes. */
export type OutputPiece = { attempt: string /** Relative to the workspace. */; directory: string } & (
  | { type: "output"; stream: "stdout" | "stderr"; text: string }
  /** What follows of this attempt's standard output are a harness's events. */
  | { type: "attempt"; stage: string; runner: string; model: string | null }
  | { type: "harness"; event: HarnessEvent }
);
