import { join } from "node:path";
import type { NewEvent } from "../../events/envelope.ts";
import { isObject } from "../../events/is-object.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { isBlobReference, loadBlob } from "../blobs.ts";
import { listSegments } from "../layout.ts";
import { hashLine } from "../line.ts";
import { readLines } from "../read-lines.ts";
import type { ScanHead } from "../scan-log.ts";

/**
 * What a salvaged log must say again: redactions of events that it keeps, announced in the part that it leaves behind. Only
 * lines that have their hash are believed.
 */
export function redactionsToSayAgain(fs: Fs, directory: string, head: ScanHead): NewEvent[] {
  const again: NewEvent[] = [];
  let offset = head.end;
  let previous = head.hash;
  for (const { name } of listSegments(fs, directory).filter((segment) => segment.name >= head.segment)) {
    readLines(fs, join(directory, name), offset, previous, (bytes, start, end) => {
      previous = bytes.toString("latin1", end - 2 - 64, end - 2);
      if (bytes.subarray(start, end).indexOf('"type":"log.redacted"') === -1 || previous !== hashLine(bytes, start, end)) return true;
      const { type, data: written } = JSON.parse(bytes.toString("utf8", start, end)) as { type: string; data: unknown };
      const loaded = isBlobReference(written) ? loadBlob(fs, directory, written) : { data: written };
      if (type !== "log.redacted" || "problem" in loaded || !isObject(loaded.data)) return true;
      const { data } = loaded;
      if (Number(data.seq) <= head.seq) again.push({ type, actor: "operator", subject: "log", cause: Number(data.seq), data });
      return true;
    });
    offset = 0;
  }
  return again;
}
