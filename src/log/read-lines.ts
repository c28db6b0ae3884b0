import type { Fs } from "../kernel/ports/fs.ts";
import { LINE_END, LINE_LIMIT, LINK_BYTES } from "./line.ts";

/** Bytes read at a time. */
const CHUNK = 512 * 1024;

/** A line at [start, end) of `bytes`, newline excluded, with the previous line's link before `start`. False stops. */
export type LineVisitor = (bytes: Buffer, start: number, end: number, offset: number) => boolean;

export interface LinesEnd {
  /** Where the first byte stands that no visited line covers. */
  offset: number;
  /** `end`: the rest holds no newline. `stopped`: by the visitor. `overlong`: no newline within the limit. */
  reason: "end" | "stopped" | "overlong";
  /** Bytes that were read from there. */
  rest: number;
}

/**
 * Visits the lines of a file from `offset` on, in bounded memory. `previous` is the hash that the chain has there.
 * What is appended meanwhile may be seen or not.
 * The bytes handed out are only valid during the visit.
 */
export function readLines(fs: Fs, path: string, offset: number, previous: string, visit: LineVisitor): LinesEnd {
  const file = fs.open(path, "read");
  try {
    const bytes = Buffer.allocUnsafe(LINK_BYTES + Math.min(LINE_LIMIT + CHUNK, Math.max(0, file.size() - offset)));
    bytes.write(previous + LINE_END, 0, "latin1");
    let lineOffset = offset;
    let filled = LINK_BYTES;
    for (;;) {
      const got = file.read(bytes.subarray(filled, Math.min(filled + CHUNK, bytes.length)), lineOffset + filled - LINK_BYTES);
      if (got === 0) return { offset: lineOffset, reason: "end", rest: filled - LINK_BYTES };
      let searched = filled;
      filled += got;
      let start = LINK_BYTES;
      for (;;) {
        const end = bytes.indexOf(10, searched);
        if (end === -1 || end >= filled) break;
        if (!visit(bytes, start, end, lineOffset)) return { offset: lineOffset, reason: "stopped", rest: filled - start };
        lineOffset += end + 1 - start;
        start = end + 1;
        searched = start;
      }
      if (filled - start > LINE_LIMIT) return { offset: lineOffset, reason: "overlong", rest: filled - start };
      bytes.copyWithin(0, start - LINK_BYTES, filled);
      filled -= start - LINK_BYTES;
    }
  } finally {
    file.close();
  }
}
