import type { WorkKind } from "../../work/work-document.ts";

/** What was done to a document that was not as the state has it. Paths are relative to the workspace. */
export interface Notice {
  /**
   * restored: it had been deleted. moved-back: it lay in another directory. rewritten: it held an older revision.
   * set-aside: it held bytes that nobody knew, which lie at `path` now. removed: it had no place any more.
   * not-projected: something is in its way.
   */
  type: "restored" | "moved-back" | "rewritten" | "set-aside" | "removed" | "not-projected";
  item: string;
  path: string;
  reason: string;
}

/** New text of a queued or blocked item. Left in place: the engine revises the item, or sets the file aside. */
export interface DocumentEdit {
  item: string;
  path: string;
  text: string;
  /** SHA-256 of its bytes. */
  revision: string;
  /** It was not being written to: untouched for two seconds, or the same in two looks. */
  stable: boolean;
}

/** A file that belongs to no item, in a directory from which work is taken. */
export interface IncomingDocument {
  path: string;
  kind: WorkKind;
  /** The file's stem, which is safe as an id. */
  id: string;
  text: string;
  revision: string;
  stable: boolean;
}

/** Something on disk that is left as it is, and what to do about it. */
export interface DocumentProblem {
  path: string;
  problem: string;
  fix: string;
}

export interface DocumentsReport {
  edits: DocumentEdit[];
  incoming: IncomingDocument[];
  notices: Notice[];
  problems: DocumentProblem[];
  /** Documents looked at, and documents written or moved. */
  checked: number;
  written: number;
}
