import { keyPath } from "./key-path.ts";
import { TomlScanner } from "./scanner.ts";

/** Where each key of a TOML text stands: key path to line, from 1. smol-toml gives positions for malformed text only. */
export type KeyLines = ReadonlyMap<string, number>;

/** Reads the lines of all keys. The text must be known to parse: nothing is checked here. */
export function keyLines(text: string): KeyLines {
  const lines = new Map<string, number>();
  const scanner = new TomlScanner(text, (keys, line) => {
    for (let length = 1; length <= keys.length; length++) {
      const path = keyPath(keys.slice(0, length));
      if (!lines.has(path)) lines.set(path, line);
    }
  });
  scanner.document();
  return lines;
}

/** The line of a key, or of the nearest table around it; undefined when neither is written. */
export function lineOf(lines: KeyLines, keys: readonly PropertyKey[]): number | undefined {
  for (let length = keys.length; length > 0; length--) {
    const line = lines.get(keyPath(keys.slice(0, length)));
    if (line !== undefined) return line;
  }
  return undefined;
}
