/** What a model does when it is asked once. */
export type Turn =
  | { type: "say"; text: string }
  /** Asks for its harness's shell tool. */
  | { type: "run"; command: string }
  /** Asks for any tool of its harness by the name that it has there. */
  | { type: "use"; tool: string; input: object }
  | { type: "refuse"; text: string }
  /** Answers with an error of HTTP. */
  | { type: "status"; status: number; error?: { type?: string; code?: string; message: string } }
  /** Begins its answer and never goes on. */
  | { type: "stall" }
  /** Nobody listens; only as the first of a script. */
  | { type: "away" }
  /** Closes the connection without an answer. */
  | { type: "cut" };

/** A turn that gives an answer, in the words of a dialect. */
export type Answer = Extract<Turn, { type: "say" | "run" | "use" | "refuse" }>;

/** What every answer is said to have cost, so that sums can be told. */
export const answerUsage = { input: 100, cached: 40, output: 10, reasoning: 4 } as const;
