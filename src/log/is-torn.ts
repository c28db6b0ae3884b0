import { join } from "node:path";
import { isObject } from "../events/is-object.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { GENESIS, LINE_LIMIT } from "./line.ts";
import { readLines } from "./read-lines.ts";
import type { ScanEnd } from "./scan-log.ts";

/**
 * Whether an invalid end of a log was never acknowledged. It was acknowledged when any later line that still reads as ours
 * calls its first sequence durable: that line's chain cannot be checked, but nobody wrote it before what it calls durable
 * was synced. (A line of the valid prefix cannot say so: it only calls durable what is before itself.) And a sealed segment
 * was synced before its successor was made.
 */
export function isTorn(fs: Fs, directory: string, end: ScanEnd & { kind: "invalid" }): boolean {
  if (!end.last) return false;
  const path = join(directory, end.segment);
  let offset = end.offset;
  for (;;) {
    let acknowledged = false;
    const lines = readLines(fs, path, offset, GENESIS, (bytes, start, stop) => {
      acknowledged = claims(bytes.toString("utf8", start, stop)) >= end.seq;
      return !acknowledged;
    });
    if (acknowledged) return false;
    if (lines.reason !== "overlong") return true;
    offset = lines.offset + LINE_LIMIT;
  }
}

/** The `durable` of a line that reads as ours, of whatever version, else -1. */
function claims(text: string): number {
  if (!text.startsWith('{"v":') || !text.endsWith('"}')) return -1;
  try {
    const line: unknown = JSON.parse(text);
    return isObject(line) && typeof line.durable === "number" && typeof line.hash === "string" ? line.durable : -1;
  } catch {
    return -1;
  }
}
