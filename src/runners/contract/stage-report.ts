import type { FailureClass } from "./failure-class.ts";
import type { Usage } from "./usage.ts";

/** What the engine learns of an ended attempt. All text is redacted and at most 2 KB; `failure` wins over `claimed`. */
export interface StageReport {
  /** The terminal that the agent reported, legal or not; null when it reported none. */
  claimed: string | null;
  failure: FailureClass | null;
  /** One line for people: what went wrong or what was seen. */
  detail: string;
  exit: number | null;
  signal: string | null;
  millis: number;
  outputBytes: number;
  usage: Usage | null;
  /** Files of the attempt's directory, by name relative to it. */
  artifacts: { name: string; hash: string; bytes: number }[];
  summary: string;
}
