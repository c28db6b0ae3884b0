import type { Phase } from "../../../machines/runtime/item.ts";
import type { Failure } from "../../kernel/errors/millrace-error.ts";
import type { Item } from "../../state/item.ts";
import type { FinishedRun } from "../../state/run.ts";
import type { State } from "../../state/state.ts";
import type { WorkKind } from "../../work/work-document.ts";

export interface ItemFilter {
  phases?: readonly Phase[];
  kinds?: readonly WorkKind[];
  limit?: number;
}

/** One unchanging moment of a workspace. Items come in queue order: priority, then age. */
export interface WorkspaceView {
  /** Sequence up to which it is known. */
  asOf: number;
  /** Sequence up to which the log says it is durable. */
  durable: number;
  /**
   * The state without items, finished runs and receipts, which may be absent here. What an operator may have mended since, the
   * plan's problems and refused files, is as the disk has it now.
   */
  head: State;
  /** The plan compiles again, and a living owner does not know it yet. */
  planMended: boolean;
  counts(): { kind: WorkKind; phase: Phase; count: number }[];
  items(filter?: ItemFilter): Item[];
  item(id: string): Item | null;
  /** Newest first. */
  finishedRuns(filter?: { item?: string | undefined; limit?: number | undefined }): FinishedRun[];
  /** Bytes at the end that belong to no whole batch. */
  torn: { bytes: number } | null;
  /** Why knowing ends before the end of the log. */
  problem: Failure | null;
}
