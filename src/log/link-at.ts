import type { Fs } from "../kernel/ports/fs.ts";
import { LINE_END, LINK_BYTES } from "./line.ts";

/** The hash of the line that ends at byte `end` of a segment; null when no line ends there. */
export function linkAt(fs: Fs, path: string, end: number): string | null {
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
