import type { AttemptOutcome } from "./contract/attempt-outcome.ts";
import type { FailureClass } from "./contract/failure-class.ts";
import type { Conversation } from "./contract/stage-report.ts";
import type { StageRunRequest } from "./contract/stage-run-request.ts";
import type { Usage } from "./contract/usage.ts";
import type { DriveOrder } from "./drive/drive-order.ts";
import type { LaunchStep, Watch } from "./launch-order.ts";

/** What an adapter wants started for a request. No steps: there is nothing to run, the attempt ends at once. */
export interface Launch {
  steps: LaunchStep[];
  /** File for standard input, relative to the workspace root. */
  stdin: string | null;
  /** Both outputs into one file. */
  merge: boolean;
  /** Files that the steps read, by their names in the attempt's directory. */
  files?: Readonly<Record<string, string>> | undefined;
  /** The driver inside the supervisor that talks to the step both ways; standard output then is what it makes of it: HarnessEvents. */
  drive?: DriveOrder | undefined;
  /** What the supervisor ends the attempt for while it runs. */
  watch?: Watch | undefined;
}

/** What an attempt left on the disk, as an adapter sees it. */
export interface HeardAttempt {
  request: StageRunRequest;
  /** The last `bytes` of a file in the attempt's directory as text; null when there is no such file. */
  tail(name: string, bytes: number): string | null;
  /** A whole file of the attempt's directory; "too-large" above `bytes`, null when there is no such file. */
  whole(name: string, bytes: number): string | "too-large" | null;
}

/** An ended attempt as an adapter sees it. */
export interface EndedAttempt extends HeardAttempt {
  outcome: AttemptOutcome;
}

/** What can be told of an attempt whose supervisor left no outcome. */
export interface Hearing extends Conversation {
  usage: Usage | null;
}

/** What an adapter makes of it; text as it comes, artifacts relative to the attempt's directory. */
export interface Reading extends Conversation {
  claimed: string | null;
  failure: FailureClass | null;
  detail: string;
  summary: string;
  /** Of this attempt alone. */
  usage: Usage | null;
  artifacts: string[];
}

/** Whether the usage that a harness tells is that of one program, and so of one attempt, or counts up over a session that is resumed. */
export type Counts = "attempt" | "session";

/** The way to one kind of runner. Pure but for reading what it is handed. */
export interface Adapter {
  name: string;
  prepare(request: StageRunRequest): Launch | { refused: string };
  interpret(attempt: EndedAttempt): Reading | Promise<Reading>;
  /** Absent where there is nothing to hear of an attempt without its outcome. */
  hear?(attempt: HeardAttempt): Hearing;
  /** Absent where nothing is counted. */
  counts?: Counts;
}
