/** What stays live beside the plan; its changes are events. */
export interface Policy {
  /** Runs at the same time. */
  maxRuns: number;
  /** Runs of one item before an operator has to reset it. */
  runsPerItem: number;
  /** Attempts in one UTC day over the whole workspace; 0 for no limit. */
  attemptsPerDay: number;
  /** Items that agents may add to what descends from one root. */
  itemsPerRoot: number;
  /** Incidents that the runtime may open for one root: how often execution may hand its work back to planning. */
  incidentsPerRoot: number;
  /** Commands of agents that need no approval, each exactly as it is. */
  allowedCommands: string[];
}
