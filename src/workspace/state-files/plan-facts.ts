/** What the projections tell of the plan in force. */
export interface PlanFacts {
  /** The frozen plan's text; null before the first one. */
  text: string | null;
  mode: string | null;
  executionLoop: string | null;
  planningLoop: string | null;
  learningLoop: string | null;
  warnings: readonly { code: string; path: string; message: string }[];
}
