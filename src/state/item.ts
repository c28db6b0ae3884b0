import type { Phase } from "../../machines/runtime/item.ts";
import type { WorkFields, WorkKind } from "../work/work-document.ts";
import type { Spend } from "./spend.ts";

/** A work item that is not finished, or was finished and may be retried. */
export interface Item {
  id: string;
  kind: WorkKind;
  phase: Phase;
  /** SHA-256 of the current revision's bytes. */
  revision: string;
  /** The document's text, verbatim; dropped once the item is finished (the log has it at `documentAt`). */
  document: string | null;
  /** Sequence of the event that carries the current revision. */
  documentAt: number;
  fields: WorkFields;
  /** Commands that an agent wrote and no operator has agreed to yet: until then the item is not claimed. */
  held: string[];
  /** Higher is claimed first: what its document says, until an operator places it. */
  priority: number;
  /** By which the queue is ordered among equals: the sequence that it came with, until an operator places it, and never above the log's. */
  order: number;
  /** Runs that began since the counters were last reset. */
  runs: number;
  /** Runs that ever began: names the next one. */
  runsEver: number;
  lastRun: string | null;
  /** Recovery counters that outlive a run. */
  counters: Record<string, number>;
  /** What its runs used since the counters were last reset; absent where none told. */
  spent?: Spend;
  /** Why it is blocked or cancelled. */
  reason: string | null;
  /** Sequence of the event by which its document was taken out of the log; absent while it is there. */
  redactedBy?: number;
  /** Sequence of the latest event about it. */
  changedAt: number;
}
