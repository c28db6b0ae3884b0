/** What a step of the test run came to. `problems` are printed; each is counted in `failed` already. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly problems: readonly string[];
  /** Said aloud, but no failure. */
  readonly notes: readonly string[];
}

export interface Step {
  readonly name: string;
  readonly title: string;
  /** The longest it may take. */
  readonly seconds: number;
  run(limitSeconds: number): Promise<Outcome>;
}

export const outcome = (part: Partial<Outcome>): Outcome => ({ passed: 0, failed: 0, skipped: 0, problems: [], notes: [], ...part });

export const failure = (...problems: string[]): Outcome => outcome({ failed: problems.length, problems });

/** One outcome of several. */
export const sum = (outcomes: readonly Outcome[]): Outcome => {
  const total = (count: "passed" | "failed" | "skipped"): number => outcomes.reduce((sofar, one) => sofar + one[count], 0);
  return {
    passed: total("passed"),
    failed: total("failed"),
    skipped: total("skipped"),
    problems: outcomes.flatMap(({ problems }) => problems),
    notes: outcomes.flatMap(({ notes }) => notes),
  };
};
