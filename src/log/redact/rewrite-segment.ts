import { join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import type { Segment } from "../layout.ts";
import { readLines } from "../read-lines.ts";
import { writeAll } from "../write-all.ts";

const FLUSH = 1024 * 1024;

/**
 * Puts stubs in the place of lines of a segment, by sequence: written beside it, synced, and renamed into its place, so that a
 * crash leaves the old bytes or the new. Whoever has the old file open goes on reading it. The length stays the same.
 */
export function rewriteSegment(
  fs: Fs,
  directory: string,
  segment: Segment,
  previous: string,
  stubs: ReadonlyMap<number, Uint8Array>,
): void {
  const path = join(directory, segment.name);
  const aside = `${path}.redacting`;
  fs.remove(aside);
  const file = fs.open(aside, "create");
  let at = 0;
  let seq = segment.first;
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  const flush = (): void => {
    if (bytes > 0) writeAll(file, Buffer.concat(waiting), at);
    at += bytes;
    waiting = [];
    bytes = 0;
  };
  try {
    const { rest, offset } = readLines(fs, path, 0, previous, (chunk, start, end) => {
      const stub = stubs.get(seq);
      if (stub && stub.length !== end - start) throw new Error(`The stub of event ${seq} has ${stub.length} bytes, not ${end - start}`);
      const line = Buffer.from(chunk.subarray(start, end + 1));
      line.set(stub ?? []);
      waiting.push(line);
      bytes += line.length;
      seq += 1;
      if (bytes >= FLUSH) flush();
      return true;
    });
    flush();
    if (rest > 0) throw new Error(`${segment.name} has ${rest} bytes after its last line, at byte ${offset}`);
    file.sync();
  } finally {
    file.close();
  }
  fs.rename(aside, path);
  fs.syncDirectory(directory);
}
