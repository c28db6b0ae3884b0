import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { loadText } from "../log/load-text.ts";
import { logStart } from "../log/log-start.ts";

/** What is kept of a document whose revisions are all in an archive. */
export interface ArchivedDocument {
  /** Sequence of the newest of them. */
  at: number;
  text: string;
  /** SHA-256 of every one, oldest first. */
  revisions: string[];
}

/** The documents of items as of the event that a log begins after: the blob `documents` of `log.pruned`. */
export interface ArchivedDocuments {
  schema: "millrace.documents.v1";
  items: Record<string, ArchivedDocument>;
}

/** Documents that were pruned; none for a log that is whole. Throws `log.blob`. */
export function archivedDocuments(fs: Fs, directory: string): ReadonlyMap<string, ArchivedDocument> {
  const hash = logStart(fs, directory)?.pruned?.data.documents;
  if (!hash) return new Map();
  const value = JSON.parse(loadText(fs, directory, hash)) as Partial<ArchivedDocuments>;
  if (value.schema !== "millrace.documents.v1" || !value.items)
    throw new MillraceError("log.blob", { hash, problem: "it holds no documents" });
  return new Map(Object.entries(value.items));
}
