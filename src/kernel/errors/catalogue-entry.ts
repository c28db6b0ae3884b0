/** Facts that a message needs, by name. Values are shown as they are, so they must hold no secret. */
export type ErrorValues = Readonly<Record<string, unknown>>;

/** What a stable code means: its exit code, what was wrong (with the values) and what to do next. */
export interface CatalogueEntry {
  /** Exit codes: 1 failure · 2 usage · 3 not found · 4 permission · 5 conflict · 6 blocked · 7 budget · 8 preflight · 9 corrupt · 10 nothing to do · 11 fenced · 130 interrupted. */
  exit: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 130;
  /** Sentence case, no final period, values quoted. */
  says: (values: ErrorValues) => string;
  /** A command to type or a sentence that says what to do; absent where nothing can be done. */
  then?: (values: ErrorValues) => string;
}
