import { sha256 } from "../../kernel/sha256.ts";
import { byPath } from "../by-path.ts";

/** One file of a manifest. `hash` is SHA-256 of its bytes, of a symlink's target. */
export interface ManifestEntry {
  path: string;
  mode: "file" | "executable" | "symlink";
  hash: string;
}

/** The text of a manifest, a line a file, sorted by path: `<mode> <hash> <path as JSON>`. Its SHA-256 is the id of the tree. */
export function manifestText(entries: readonly ManifestEntry[]): string {
  return [...entries]
    .sort(byPath)
    .map(({ mode, hash, path }) => `${mode} ${hash} ${JSON.stringify(path)}\n`)
    .join("");
}

export const manifestId = (text: string): string => sha256(text);

/** Reads what `manifestText` wrote. */
export function readManifest(text: string): ManifestEntry[] {
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [mode = "", hash = ""] = line.split(" ", 2);
      return { mode: mode as ManifestEntry["mode"], hash, path: JSON.parse(line.slice(mode.length + hash.length + 2)) as string };
    });
}
