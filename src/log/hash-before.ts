import { join } from "node:path";
import type { Fs } from "../kernel/ports/fs.ts";
import type { Segment } from "./layout.ts";
import { GENESIS, LINE_END, LINK_BYTES } from "./line.ts";

/** The hash that the chain has before byte `offset` of segment number `index`; null when no line starts there. */
export function hashBefore(fs: Fs, directory: string, segments: readonly Segment[], index: number, offset: number): string | null {
  const segment = segments[index];
  if (!segment) return null;
  if (offset > 0) return linkAt(fs, join(directory, segment.name), offset);
  if (segment.first === 1) return GENESIS;
  const before = segments[index - 1];
  if (!before) return null;
  const path = join(directory, before.name);
  return linkAt(fs, path, fs.facts(path)?.size ?? 0);
}

function linkAt(fs: Fs, path: string, end: number): string | null {
  if (end < LINK_BYTES) return null;
  const bytes = Buffer.alloc(LINK_BYTES);
  const file = fs.open(path, "read");
  try {
    if (file.read(bytes, end - LINK_BYTES) !== LINK_BYTES) return null;
  } finally {
    file.close();
  }
  const text = bytes.toString("latin1");
  return text.endsWith(LINE_END) ? text.slice(0, -LINE_END.length) : null;
}
