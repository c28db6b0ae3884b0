import type { WorkFields, WorkKind } from "../../work/work-document.ts";

/** The lines of releases whose workspaces can be carried over. */
export type Line = "0.5" | "0.12" | "0.16";

/** Where an older workspace is. */
export interface OlderPlace {
  line: Line;
  root: string;
  /** Its directory relative to the root: `agents` or `millrace-agents`. */
  tree: string;
  /** Its configuration relative to the root; null when it has none. */
  config: string | null;
}

/** What an item was doing there. Active ones have lost their attempt. */
export type OlderPhase = "active" | "queued" | "blocked" | "done" | "archived";

/** A work document as it lies there. Its bytes are not touched. */
export interface OlderItem {
  kind: WorkKind;
  phase: OlderPhase;
  /** The id that it has there, which may be unsafe or taken. */
  id: string;
  /** Relative to the root; of a card with its heading's line. */
  path: string;
  text: string;
  fields: WorkFields;
  /** Why it is blocked, archived or done; null when nothing says so. */
  reason: string | null;
  /** Who made it, as it says itself. */
  by: string | null;
  /** ISO time by which the queue is ordered; null where the order of reading is that of the queue. */
  at: string | null;
}

/** A run that is over there, whatever became of it. */
export interface OlderRun {
  id: string;
  kind: WorkKind;
  /** The id of its item there. */
  item: string;
  plane: string;
  outcome: "done" | "blocked" | "handoff" | "cancelled";
  reason: string;
  stages: number;
  /** ISO time. */
  started: string;
  millis: number;
  /** Its directory relative to the tree. */
  directory: string;
}

/** Recovery counters of an item there, under our names. */
export interface OlderCounters {
  kind: WorkKind;
  item: string;
  counters: Record<string, number>;
}

/** A command that nobody has carried out yet. */
export interface OlderLetter {
  path: string;
  value: unknown;
}

/** Something that is not carried over. */
export interface Left {
  path: string;
  why: string;
}

/** Everything that was found in an older workspace, as plain facts. */
export interface OlderWorkspace extends OlderPlace {
  items: OlderItem[];
  runs: OlderRun[];
  counters: OlderCounters[];
  letters: OlderLetter[];
  /** The text of its configuration. */
  configText: string | null;
  /** It was told to pause by a person. */
  paused: boolean;
  /** A process that says it works there. */
  owner: { pid: number; host: string } | null;
  left: Left[];
}
