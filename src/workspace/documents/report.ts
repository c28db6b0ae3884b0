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
  /** The file's stem, which is safe as an id; in the inbox of ideas an id made from it. */
  id: string;
  /** It lies in the inbox of ideas: taken from there, and free in its name. */
  inbox: boolean;
  /** When it was changed last, in milliseconds since the epoch. */
  modified: number;
  text: string;
  revision: string;
  stable: boolean;
}

/** A regular file from which no work can be taken. Left in place: the engine sets it aside once it is whole. */
export interface InvalidDocument {
  path: string;
  /** SHA-256 of its bytes; null where they were not read. */
  revision: string | null;
  problem: string;
  fix: string;
  stable: boolean;
}

/** Something on disk that is left as it is, and what to do about it. */
export interface DocumentProblem {
  path: string;
  /** As `Refusal` has it. */
  kind: "misplaced" | "empty" | "unusable" | "unreadable";
  /** The item that it is about, where there is one. */
  item: string | null;
  problem: string;
  fix: string;
}

/** A file that an earlier look set aside. */
export interface AsideFile {
  path: string;
  kind: "invalid" | "conflict";
  /** The item whose edit it is. */
  item: string | null;
}

export interface DocumentsReport {
  edits: DocumentEdit[];
  incoming: IncomingDocument[];
  invalid: InvalidDocument[];
  notices: Notice[];
  problems: DocumentProblem[];
  aside: AsideFile[];
  /** The directories that were looked at, relative to the workspace. */
  scanned: string[];
  /** Documents looked at, and documents written or moved. */
  checked: number;
  written: number;
}
