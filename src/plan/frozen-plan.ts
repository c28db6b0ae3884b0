import type { FrozenLoop } from "../../machines/loop/frozen-loop.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";

/** A file that a plan froze, by content. `origin` tells whether the workspace's own copy or the package's was taken. */
export interface FrozenFile {
  path: string;
  hash: string;
  origin: "workspace" | "package";
}

/** How one stage of one loop is run. */
export interface StageBinding {
  /** Name of an adapter, e.g. "shell" or "codex_cli". */
  runner: string;
  /** Program and arguments, for runners that start one of the operator's choosing; empty otherwise. */
  argv: string[];
  model: string | null;
  /** Only of harnesses: how hard the model shall think, what it may do without asking, further arguments. Absent in older plans. */
  effort?: string;
  permission?: "report" | "basic" | "elevated" | "maximum";
  extraArgs?: string[];
  /** Whether the final answer is held to the form of a result; absent where it is not. */
  structuredResult?: true;
  /** Only of harnesses, each for one attempt; 0 or absent for no limit. */
  tokenLimit?: number;
  costLimitUsd?: number;
  /** How often the same call, or the same two in turn, may follow one another. */
  repeatLimit?: number;
  /** Seconds without a word of the harness. */
  stallSeconds?: number;
  /** Only of harnesses: variables of its own that it inherits beside those of the plan. */
  variables?: string[];
  timeoutSeconds: number;
  graceSeconds: number;
  outputBytes: number;
  entrypoint: FrozenFile | null;
  skills: FrozenFile[];
  env: Record<string, string>;
  /** Absent where nothing but the runtime's user holds it back. */
  sandbox?: Sandbox;
}

/** A check that the runtime runs by itself. */
export interface PlannedCheck {
  command: string;
  timeoutSeconds: number;
}

/** What a run pins: everything that decides its course, by content. Its canonical JSON is what `plan` hashes name. */
export interface FrozenPlan {
  schema: "millrace.plan.v1";
  mode: string;
  /** The mode that chose it among others; absent where it was named. */
  chosenBy?: string;
  /** Work kind → loop id, e.g. task → execution.standard. */
  loopFor: Record<string, string>;
  loops: Record<string, FrozenLoop>;
  /** Loop id → visits of one run in the worst case, as proved. */
  bounds: Record<string, number>;
  /** "<loop id>/<stage>" → binding. */
  stages: Record<string, StageBinding>;
  checks: Record<string, PlannedCheck>;
  /** Timeout of a check that an operator typed as a command. */
  checkTimeoutSeconds: number;
  delivery: "commit" | "worktree" | "none";
  evidence: {
    /** Globs of files whose change by a stage is marked. */
    protected: string[];
    /** Whether such a change refutes the stage's claim until an operator agrees. */
    protectedBlocks: boolean;
    /** The same for a change outside the paths that the item declares; absent in plans of before it could be said. */
    outsideBlocks?: boolean;
  };
  env: { allow: string[] };
  /** Of checks; absent where nothing but the runtime's user holds them back. */
  sandbox?: Sandbox;
  limits: {
    /** Attempts of one visit that failed for a reason other than the work (transport, supervisor lost). */
    retriesPerVisit: number;
    /** Attempts of one visit that an operator's stop or a restart interrupted. */
    interruptionsPerVisit: number;
    /** First back-off before a retry; doubles up to the ceiling. */
    backoffMillis: number;
    backoffCeilingMillis: number;
  };
}
