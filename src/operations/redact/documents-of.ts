import type { Fs } from "../../kernel/ports/fs.ts";
import { readLog } from "../../log/read-log.ts";
import { isTakenOut } from "../../log/redact/stub-data.ts";

/** The documents that events carry. Other texts of an event are too common words to be looked for elsewhere. */
export function documentsOf(fs: Fs, directory: string, seqs: ReadonlySet<number>): string[] {
  const documents: string[] = [];
  readLog({
    fs,
    directory,
    onEvent({ seq, data }) {
      if (!seqs.has(seq)) return;
      const { document } = data as { document?: unknown };
      if (typeof document === "string" && !isTakenOut(document)) documents.push(document);
    },
  });
  return documents;
}
