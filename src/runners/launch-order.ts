/** One program of an attempt. Steps run one after the other; the first that fails ends the attempt. */
export interface LaunchStep {
  argv: string[];
  /** Line written into the output before it, without line end. */
  heading: string | null;
}

/** What the supervisor reads (`order.json`). Holds no absolute path, and no value taken from the environment. */
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
  /** Variables for the steps. */
  env: Record<string, string>;
  /** Variables whose value is a path relative to the workspace root, handed over as absolute paths. */
  paths: Record<string, string>;
  /** Files of the attempt's directory to make durable before the outcome is written. */
  keep: string[];
  limits: { timeoutMillis: number; graceMillis: number; outputBytes: number };
}
