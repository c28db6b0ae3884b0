/** What a finding keeps from being published, tells, or confirms. */
export type Severity = "block" | "warn" | "pass";

export type FindingValues = Readonly<Record<string, string | number | null>>;

/** What a code of the preflight means. */
export interface FindingEntry {
  /** Unless `[publish.rules]` says otherwise. */
  severity: Severity;
  /** The rule in one sentence, for the reference. */
  rule: string;
  /** Sentence case, no final period, values quoted. Never the value of a secret. */
  says: (values: FindingValues) => string;
  /** A command or a sentence. */
  fix: (values: FindingValues) => string;
}
