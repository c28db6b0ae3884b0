/** What stays live beside the plan; its changes are events. */
export interface Policy {
  /** Runs at the same time. */
  maxRuns: number;
  /** Runs of one item before an operator has to reset it. */
  runsPerItem: number;
  /** Attempts in one UTC day over the whole workspace; 0 for no limit. */
  attemptsPerDay: number;
}
