/** Something in a text for agents that will mislead them. */
export interface LintFinding {
  /** From 1; null where the whole text is meant. */
  line: number | null;
  message: string;
  fix: string;
}
