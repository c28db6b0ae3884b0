import { join } from "node:path";
import { isObject } from "../../events/is-object.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { sha256 } from "../../kernel/sha256.ts";
import { isBlobReference, loadBlob } from "../blobs.ts";
import type { Segment } from "../layout.ts";
import { hashLine } from "../line.ts";
import { readLines } from "../read-lines.ts";

/** The lines that may stand in a log without having the hash that they carry: by `<hash> <SHA-256 of the line>`. */
export type AnnouncedStubs = ReadonlySet<string>;

/** How an announced stub is looked up. */
export function stubKey(hash: string, sha: string): string {
  return `${hash} ${sha}`;
}

interface Line {
  /** Key of a line that does not have its hash; null for a chained one. */
  stub: string | null;
  announces: string | null;
}

/**
 * Reads ahead, from a line that does not have its hash, for the `log.redacted` events that name the stubs from there on. Only
 * those of whole batches count, and each must be chained, or be a stub that such a one names: the last word is always a chained one.
 */
export function announcedStubs(
  fs: Fs,
  directory: string,
  segments: readonly Segment[],
  from: { offset: number; previous: string },
): AnnouncedStubs {
  const met: Line[] = [];
  let batch: Line[] = [];
  let { offset, previous } = from;
  for (const segment of segments) {
    readLines(fs, join(directory, segment.name), offset, previous, (bytes, start, end) => {
      const kept = bytes.toString("latin1", end - 2 - 64, end - 2);
      const chained = kept === hashLine(bytes, start, end);
      previous = kept;
      if (chained && bytes.subarray(start, end).indexOf(ANNOUNCES) === -1 && batch.length === 0) return true;
      const text = bytes.toString("utf8", start, end);
      const line = { stub: chained ? null : stubKey(kept, sha256(bytes.subarray(start, end))), announces: announced(fs, directory, text) };
      batch.push(line);
      if (isOpen(text)) return true;
      met.push(...batch.filter((one) => one.stub !== null || one.announces !== null));
      batch = [];
      return true;
    });
    offset = 0;
  }
  const accepted = new Set<string>();
  for (const { stub, announces } of met.reverse()) if (announces !== null && (stub === null || accepted.has(stub))) accepted.add(announces);
  return accepted;
}

const ANNOUNCES = Buffer.from('"type":"log.redacted"');

function announced(fs: Fs, directory: string, text: string): string | null {
  const event = parse(text);
  if (event?.type !== "log.redacted") return null;
  const loaded = isBlobReference(event.data) ? loadBlob(fs, directory, event.data) : { data: event.data };
  if ("problem" in loaded || !isObject(loaded.data)) return null;
  const { hash, stub } = loaded.data;
  return typeof hash === "string" && typeof stub === "string" ? stubKey(hash, stub) : null;
}

/** Lines of the same batch follow. */
function isOpen(text: string): boolean {
  const batch = parse(text)?.batch;
  return Array.isArray(batch) && Number(batch[0]) < Number(batch[1]);
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
