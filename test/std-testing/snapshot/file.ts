import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

// The form of the files is that of Deno's @std/testing: a module whose values are template literals.
const entry = /^snapshot\[`((?:[^`\\]|\\.)*)`\] = `\n((?:[^`\\]|\\[\s\S])*)\n`;$/gm;
const head = "export const snapshot = {};\n";

const quote = (text: string): string => text.replace(/[\\`]|\$(?=\{)/g, "\\$&");
const unquote = (text: string): string => text.replace(/\\([\s\S])/g, "$1");

/** The snapshots of a file by key; none when there is no such file. */
export function readSnapshots(path: string): Map<string, string> {
  if (!existsSync(path)) return new Map();
  const text = readFileSync(path, "utf8");
  return new Map([...text.matchAll(entry)].map(([, key = "", value = ""]) => [unquote(key), unquote(value)]));
}

/** Writes all snapshots of a file, sorted by key. */
export function writeSnapshots(path: string, snapshots: ReadonlyMap<string, string>): void {
  const sorted = [...snapshots].sort(([a], [b]) => (a < b ? -1 : 1));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, [head, ...sorted.map(([key, value]) => `snapshot[\`${quote(key)}\`] = \`\n${quote(value)}\n\`;\n`)].join("\n"));
}
