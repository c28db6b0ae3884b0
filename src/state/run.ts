import type { z } from "zod";
import type { LoopContext } from "../../machines/vocabulary/context.ts";
import type { evidence, failureClass, tree, usage } from "../events/common.ts";
import type { WorkKind } from "../work/work-document.ts";

export type Tree = z.infer<typeof tree>;
export type Evidence = z.infer<typeof evidence>;
export type FailureClass = z.infer<typeof failureClass>;
export type Usage = z.infer<typeof usage>;
export type RunOutcome = "done" | "blocked" | "handoff" | "cancelled";

/** The states of the run machine (machines/runtime/run.ts). */
export type RunPhase = import("../../machines/runtime/run.ts").RunPhase;

/** One launch of a runner for a visit. */
export interface Attempt {
  /** `<run>.<visit>.<try>`. */
  id: string;
  try: number;
  stage: string;
  runner: string;
  /** Hash of its request: a stage that rewrites the file is found out. */
  request: string;
  requestedAt: number;
  /** Milliseconds since the epoch. */
  requestedTime: number;
  pid: number | null;
  started: string | null;
  /** The session of an earlier attempt with which it goes on; absent where it has begun its own. */
  session?: string;
  /** The model that its binding names; absent where it names none. */
  model?: string;
}

/** The conversation of the present visit with its harness, as the last attempt left it. */
export interface Session {
  id: string;
  /** The attempt that last spoke in it. */
  attempt: string;
  runner: string;
  /** What it had counted in all by then; null where the harness does not count over a session. */
  usage: Usage | null;
  /** An attempt went on with it before: the harness knows it. */
  resumed: boolean;
}

/** Why the last attempt of the present visit gave no terminal. */
export interface FailedTry {
  attempt: string;
  runner: string;
  failure: FailureClass;
  detail: string;
  /** It went on with an earlier session. */
  resumed: boolean;
  /** The tree that the first attempt of the visit found. */
  since: Tree | null;
}

/** What an attempt reported, while the runtime decides what it means. */
export interface Claim {
  terminal: string | null;
  failure: FailureClass | null;
  detail: string;
  /** Sequence of the event that told it. */
  at: number;
}

/** One settled visit. */
export interface Visit {
  visit: number;
  stage: string;
  tries: number;
  claimed: string | null;
  effective: string;
  failure: FailureClass | null;
  summary: string;
  /** Milliseconds since the epoch. */
  endedTime: number;
}

/** How the loop of a run ended, before its tree is delivered. */
export interface Conclusion {
  outcome: "done" | "blocked" | "handoff";
  reason: string;
  at: number;
}

/** A run that is not finished. */
export interface Run {
  id: string;
  item: string;
  kind: WorkKind;
  loop: string;
  machine: string;
  plan: string;
  revision: string;
  previous: string | null;
  lane: string;
  locks: { read: string[]; write: string[] };
  phase: RunPhase;
  position: { stage: string; context: LoopContext };
  visit: number;
  visitLimit: number;
  /** Tries of the present visit: all, those that failed for a reason other than the work, those that were interrupted. */
  tries: number;
  retries: number;
  interruptions: number;
  attempts: number;
  attempt: Attempt | null;
  claim: Claim | null;
  conclusion: Conclusion | null;
  waiting: { timer: string; dueAt: number; after: number; reason: string } | null;
  delivery: { kind: "commit" | "worktree" | "none"; tree: Tree | null; parent: string | null; at: number } | null;
  /** The tree as last recorded. */
  tree: Tree | null;
  baseline: Evidence[];
  evidence: Evidence[];
  visits: Visit[];
  /** Paths that the run's attempts changed, and those among them that are protected. */
  changed: string[];
  protectedChanged: string[];
  usage: Usage | null;
  /** Of the present visit; absent where no attempt of it has told a session. */
  session?: Session;
  /** Of the present visit; absent where none of its attempts has failed or was lost. */
  failed?: FailedTry;
  startedAt: number;
  startedTime: number;
  changedAt: number;
}

/** One line for a run that is over; the log has the rest. */
export interface FinishedRun {
  id: string;
  item: string;
  loop: string;
  plan: string;
  outcome: RunOutcome;
  reason: string;
  /** Of one that ended blocked: what a person should know beside the reason, and the runner of the attempt that had failed. */
  detail?: string;
  runner?: string;
  attempts: number;
  visits: number;
  startedAt: number;
  finishedAt: number;
  startedTime: number;
  millis: number;
}
