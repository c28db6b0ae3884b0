import type { Usage } from "./usage.ts";

/** What an agent leaves in the file named by MILLRACE_RESULT: its one legal terminal, and what it made. */
export interface StageResult {
  schema: "millrace.stage-result.v1";
  terminal: string;
  summary?: string | undefined;
  /** Files that it made, relative to the attempt's directory and inside it. */
  artifacts?: string[] | undefined;
  usage?: Usage | undefined;
}
