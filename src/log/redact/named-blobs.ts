import { join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import { listSegments } from "../layout.ts";
import { GENESIS } from "../line.ts";
import { readLines } from "../read-lines.ts";

const MARK = Buffer.from('"data":{"$blob":"');

/** The blobs that hold data of events, as their lines name them. */
export function namedBlobs(fs: Fs, directory: string): Set<string> {
  const named = new Set<string>();
  for (const { name } of listSegments(fs, directory)) {
    readLines(fs, join(directory, name), 0, GENESIS, (bytes, start, end) => {
      const at = bytes.subarray(start, end).indexOf(MARK);
      if (at !== -1) named.add(bytes.toString("latin1", start + at + MARK.length, start + at + MARK.length + 64));
      return true;
    });
  }
  return named;
}
