import type { TokenPrice } from "../state/cost-of.ts";
import type { Usage } from "./contract/usage.ts";
import type { DriveOrder } from "./drive/drive-order.ts";
import type { SandboxOrder } from "./sandbox/sandbox-order.ts";

/** One program of an attempt. Steps run one after the other; the first that fails ends the attempt. */
export interface LaunchStep {
  argv: string[];
  /** Line written into the output before it, without line end. */
  heading: string | null;
}

/** What the supervisor follows a harness's events for, and ends the attempt at; numbers that are absent or 0 are no limit. */
export interface Watch {
  /** Which adapter's reader understands its standard output. */
  reader: string;
  repeats?: number | undefined;
  tokens?: number | undefined;
  costUsd?: number | undefined;
  stallSeconds?: number | undefined;
  price?: TokenPrice | null | undefined;
  /** What the session had counted before, where the harness counts up over a session. */
  before?: Usage | null | undefined;
}

/**
 * What the supervisor reads (`order.json`). Holds no absolute path but those of its sandbox, and no value taken from the
 * environment.
 */
export interface LaunchOrder {
  schema: "millrace.launch-order.v1";
  kind: "stage" | "check";
  attempt: string;
  epoch: number;
  /** See `treeMark`. */
  mark: number;
  /** From the attempt's directory to the workspace root. */
  root: string;
  steps: LaunchStep[];
  /** File for standard input, relative to the workspace root. */
  stdin: string | null;
  /** Both outputs into stdout.txt, in the order of writing. */
  merge: boolean;
  /** Who talks to the step both ways, and tells it what is in `stdin`; absent where nothing but that has to be said. */
  drive?: DriveOrder | undefined;
  watch?: Watch | undefined;
  /** Variables for the steps. */
  env: Record<string, string>;
  /** Variables whose value is a path relative to the workspace root, handed over as absolute paths. */
  paths: Record<string, string>;
  /** Files of the attempt's directory to make durable before the outcome is written. */
  keep: string[];
  /** Absent: the steps may do whatever the runtime's user may. */
  sandbox?: SandboxOrder;
  limits: { timeoutMillis: number; graceMillis: number; outputBytes: number };
}
