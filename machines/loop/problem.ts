/** Something wrong with a loop: where in its document, what, and what to do. A value, never thrown. */
export interface LoopProblem {
  readonly code: LoopProblemCode;
  /** Path in the loop's document, e.g. `stages.checker.on.FIX_NEEDED[0].to`. */
  readonly path: string;
  readonly message: string;
  readonly fix: string;
  readonly stage?: string;
  readonly terminal?: string;
  readonly cycle?: readonly PathStep[];
}

/** One move: the stage, and the terminal it reported. A choice moves without a terminal. */
export interface PathStep {
  readonly stage: string;
  readonly terminal: string | null;
}

export type LoopProblemCode =
  | "loop.bad-entry"
  | "loop.bad-id"
  | "loop.bad-limit"
  | "loop.bad-name"
  | "loop.bad-rule"
  | "loop.bad-verdict"
  | "loop.dead-branch"
  | "loop.endless-cycle"
  | "loop.illegal-handler"
  | "loop.missing-key"
  | "loop.no-final"
  | "loop.plane-mismatch"
  | "loop.stuck-choice"
  | "loop.too-large"
  | "loop.unhandled-terminal"
  | "loop.unknown-key"
  | "loop.unknown-limit"
  | "loop.unknown-target"
  | "loop.unreachable-state"
  | "loop.wrong-type";
