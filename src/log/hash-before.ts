import { join } from "node:path";
import type { Fs } from "../kernel/ports/fs.ts";
import type { Segment } from "./layout.ts";
import { GENESIS } from "./line.ts";
import { linkAt } from "./link-at.ts";
import { logStart } from "./log-start.ts";

/** The hash that the chain has before byte `offset` of segment number `index`; null when no line starts there. */
export function hashBefore(fs: Fs, directory: string, segments: readonly Segment[], index: number, offset: number): string | null {
  const segment = segments[index];
  if (!segment) return null;
  if (offset > 0) return linkAt(fs, join(directory, segment.name), offset);
  if (segment.first === 1) return GENESIS;
  const before = segments[index - 1];
  if (before) {
    const path = join(directory, before.name);
    return linkAt(fs, path, fs.facts(path)?.size ?? 0);
  }
  const start = logStart(fs, directory, segments);
  return start?.segment === segment.name ? start.hash : null;
}
