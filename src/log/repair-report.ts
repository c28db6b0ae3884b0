/** What a repair made of a damaged log. */
export interface RepairReport {
  /** The last event that was kept; `log.salvaged` follows it. */
  lastGood: number;
  /** Lines after it that are in the old log only. */
  lost: number;
  /** Name of the directory that the old log is kept in, beside the log. */
  kept: string;
  /** What was wrong. */
  reason: string;
}
