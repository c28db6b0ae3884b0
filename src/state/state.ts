import type { LifecyclePhase } from "../../machines/runtime/lifecycle.ts";
import type { Day } from "./day.ts";
import type { Item } from "./item.ts";
import type { Policy } from "./policy.ts";
import { noPublication, type Publication } from "./publication.ts";
import type { FinishedRun, Run } from "./run.ts";

/** How a command ended, remembered so that a repeated id returns the first answer. */
export interface Receipt {
  id: string;
  status: "applied" | "rejected";
  /** Of the last event that it led to. */
  seq: number;
  /** What it was about, e.g. the id that a new item got; null when it changed nothing. */
  subject: string | null;
  /** Milliseconds since the epoch. */
  time: number;
  code?: string;
  values?: Record<string, unknown>;
}

/** A lasting reason not to begin new work. Sources are independent of each other. */
export interface Pause {
  source: string;
  reason: string | null;
  since: number;
}

/** A file among the documents that could not be taken in, until the operator mends or removes it. */
export interface Refusal {
  /** Where it lies now, relative to the workspace. */
  path: string;
  /**
   * invalid: a document that was set aside as `….invalid`. conflict: an edit that was set aside as `….conflict-<n>.md`.
   * misplaced: a document where none is taken from. empty: nobody has written it yet. unusable: no regular file, or no directory. unreadable: not for this user.
   */
  kind: "invalid" | "conflict" | "misplaced" | "empty" | "unusable" | "unreadable";
  /** The item that it is about, where there is one. */
  item: string | null;
  problem: string;
  fix: string;
  /** Sequence of the event that told it. */
  at: number;
}

export interface PlanProblem {
  code: string;
  path: string;
  message: string;
}

/** Everything that the log says, as of `seq`. Live items and runs whole; one line for each finished run. */
export interface State {
  seq: number;
  /** Milliseconds since the epoch of the latest event. */
  time: number;
  epoch: number;
  workspace: { id: string; name: string } | null;
  owner: { role: string; pid: number; started: string; since: number } | null;
  lifecycle: LifecyclePhase;
  pauses: Map<string, Pause>;
  plan: { hash: string; mode: string /** See `plan.compiled`. */; chosenBy?: string; at: number } | null;
  planProblems: PlanProblem[];
  policy: Policy;
  refusals: Map<string, Refusal>;
  items: Map<string, Item>;
  runs: Map<string, Run>;
  finishedRuns: Map<string, FinishedRun>;
  receipts: Map<string, Receipt>;
  publication: Publication;
  day: Day;
}

/** What a workspace knows before its first event. */
export function initialState(): State {
  return {
    seq: 0,
    time: 0,
    epoch: 0,
    workspace: null,
    owner: null,
    lifecycle: "stopped",
    pauses: new Map(),
    plan: null,
    planProblems: [],
    policy: { maxRuns: 1, runsPerItem: 5, attemptsPerDay: 0, itemsPerRoot: 200, incidentsPerRoot: 3, allowedCommands: [] },
    refusals: new Map(),
    items: new Map(),
    runs: new Map(),
    finishedRuns: new Map(),
    receipts: new Map(),
    publication: noPublication(),
    day: { day: "", attempts: 0 },
  };
}
