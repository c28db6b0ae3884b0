import type { Fs } from "../../kernel/ports/fs.ts";
import { GENESIS } from "../line.ts";
import { readLines } from "../read-lines.ts";

/** Everything in the data of these segments that could be the name of a blob. */
export function hashesIn(fs: Fs, paths: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const path of paths) {
    readLines(fs, path, 0, GENESIS, (bytes, start, end) => {
      addHashes(found, bytes.toString("latin1", start, end));
      return true;
    });
  }
  return found;
}

/** Adds every text of 64 hexadecimal digits that stands between quotes, but for a line's own hash at its end. */
export function addHashes(found: Set<string>, text: string): void {
  for (const [, hash = ""] of text.matchAll(/"([0-9a-f]{64})"(?!\}$)/g)) found.add(hash);
}
