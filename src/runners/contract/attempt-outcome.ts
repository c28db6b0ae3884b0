import type { Usage } from "./usage.ts";

/** What the watch over a harness's events ends an attempt for; each is the failure class of that name. */
export type WatchReason = "repeat" | "stall" | "token_limit" | "cost_limit";

/** What the supervisor saw of an attempt's processes; the last file that it writes (`outcome.json`). */
export interface AttemptOutcome {
  schema: "millrace.attempt-outcome.v1";
  attempt: string;
  /** Exit code of the last step that ran; null when a signal ended it or nothing ran. */
  exit: number | null;
  signal: string | null;
  timedOut: boolean;
  /** The runtime or an operator asked for the end. */
  stopped: boolean;
  outputLimit: boolean;
  /** Ended by the watch over what its harness said, with one line for people; absent in older outcomes. */
  watched?: { reason: WatchReason; detail: string } | null | undefined;
  /** What its answers used, as far as the watch knows; absent without one, and in older outcomes. */
  spent?: Usage | null | undefined;
  /** The talk with its program was over, and the program was told to go: how it went then says nothing. Absent in older outcomes. */
  dismissed?: boolean | undefined;
  /** Why the program could not be started, e.g. ENOENT; null when it was. */
  spawnError: string | null;
  /** Why the output could not be written, null when it was. */
  diskError: string | null;
  /** Index of the last step that was begun, -1 for none. */
  step: number;
  /** ISO 8601. */
  startedAt: string;
  endedAt: string;
  millis: number;
  outputBytes: number;
  /** Processes that had to be ended after the last step had exited. */
  leftovers: number;
}

/** The outcome in `text`, null when it is not one (never torn: the file is renamed into place). */
export function parseOutcome(text: string): AttemptOutcome | null {
  try {
    const value: unknown = JSON.parse(text);
    return isOutcome(value) ? value : null;
  } catch {
    return null;
  }
}

function isOutcome(value: unknown): value is AttemptOutcome {
  return typeof value === "object" && value !== null && "schema" in value && value.schema === "millrace.attempt-outcome.v1";
}
