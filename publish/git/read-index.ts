import { readFileSync } from "node:fs";
import { isFsError } from "../../src/kernel/fs-error.ts";

/** An entry of the index, as far as it is needed to know a file again. */
export interface IndexEntry {
  /** UTF-8; U+FFFD stands for bytes that are none. */
  path: string;
  mode: number;
  oid: string;
  size: number;
  mtimeSeconds: number;
  mtimeNanos: number;
  stage: number;
  /** `intent-to-add`: there is no content yet. */
  intended: boolean;
  skipWorktree: boolean;
}

export interface ReadIndex {
  version: number;
  entries: IndexEntry[];
  /** Four-letter names. Lower case: git must understand it to read the rest. */
  extensions: string[];
}

/**
 * The index of a worktree (gitformat-index(5)), null where there is none. Entries are read of versions 2 and 3 only; of
 * version 4 the header alone.
 */
export function readIndex(path: string, width: 20 | 32): ReadIndex | null {
  const bytes = bytesOf(path);
  if (bytes === null || bytes.length < 12 + width || bytes.toString("latin1", 0, 4) !== "DIRC") return null;
  const version = bytes.readUInt32BE(4);
  if (version !== 2 && version !== 3) return { version, entries: [], extensions: [] };
  const entries: IndexEntry[] = [];
  let at = 12;
  for (let count = bytes.readUInt32BE(8); count > 0; count--) {
    const flags = bytes.readUInt16BE(at + 40 + width);
    const extended = (flags & 0x4000) === 0 ? 0 : bytes.readUInt16BE(at + 42 + width);
    const name = at + 42 + width + ((flags & 0x4000) === 0 ? 0 : 2);
    const end = bytes.indexOf(0, name);
    entries.push({
      path: bytes.toString("utf8", name, end),
      mode: bytes.readUInt32BE(at + 24),
      oid: bytes.toString("hex", at + 40, at + 40 + width),
      size: bytes.readUInt32BE(at + 36),
      mtimeSeconds: bytes.readUInt32BE(at + 8),
      mtimeNanos: bytes.readUInt32BE(at + 12),
      stage: (flags >> 12) & 3,
      intended: (extended & 0x2000) !== 0,
      skipWorktree: (extended & 0x4000) !== 0,
    });
    at += (Math.floor((end - at) / 8) + 1) * 8;
  }
  const extensions: string[] = [];
  while (at + 8 <= bytes.length - width) {
    extensions.push(bytes.toString("latin1", at, at + 4));
    at += 8 + bytes.readUInt32BE(at + 4);
  }
  return { version, entries, extensions };
}

function bytesOf(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (isFsError(error, "ENOENT")) return null;
    throw error;
  }
}
