import type { FailureClass } from "./failure-class.ts";
import type { Usage } from "./usage.ts";

/** What is known of an attempt's conversation with its harness; absent where the runner has none. */
export interface Conversation {
  /** How the harness itself can go on with it. */
  session?: string | null | undefined;
  /** The model that really answered. */
  model?: string | null | undefined;
  /** What the session has counted in all, as the harness counts: what a resumed attempt starts from. */
  sessionUsage?: Usage | null | undefined;
}

/** What the engine learns of an ended attempt. All text is redacted and at most 2 KB; `failure` wins over `claimed`. */
export interface StageReport extends Conversation {
  /** The terminal that the agent reported, legal or not; null when it reported none. */
  claimed: string | null;
  failure: FailureClass | null;
  /** One line for people: what went wrong or what was seen. */
  detail: string;
  exit: number | null;
  signal: string | null;
  millis: number;
  outputBytes: number;
  /** Of this attempt alone. */
  usage: Usage | null;
  /** Files of the attempt's directory, by name relative to it. */
  artifacts: { name: string; hash: string; bytes: number }[];
  summary: string;
}
