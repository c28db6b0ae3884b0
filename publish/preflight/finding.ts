import { type FindingCode, findingCatalogue } from "./catalogue.ts";
import type { FindingEntry, FindingValues, Severity } from "./catalogue-entry.ts";

/** One thing that a preflight found. */
export interface Finding {
  code: FindingCode;
  severity: Severity;
  /** The file that it is about, relative to the staging worktree; null when it is about no file. */
  path: string | null;
  message: string;
  /** What shows it: a commit, a line, a hash. Never the value of a secret. */
  evidence: string | null;
  fix: string | null;
}

/** A finding with its words from the catalogue. `values.path`, where there is one, is the file that it is about. */
export function finding(code: FindingCode, values: FindingValues = {}, evidence: string | null = null, severity?: Severity): Finding {
  const entry: FindingEntry = findingCatalogue[code];
  const path = typeof values.path === "string" ? values.path : null;
  return { code, severity: severity ?? entry.severity, path, message: entry.says(values), evidence, fix: entry.fix(values) || null };
}
