import type { PathChange } from "../../kernel/ports/trees.ts";
import { byPath } from "../by-path.ts";
import type { ManifestEntry } from "./manifest.ts";

/** The differences between two manifests, sorted by path. */
export function changedEntries(before: readonly ManifestEntry[], after: readonly ManifestEntry[]): PathChange[] {
  const old = new Map(before.map((entry) => [entry.path, entry]));
  const young = new Map(after.map((entry) => [entry.path, entry]));
  const gone = before.filter(({ path }) => !young.has(path)).map(({ path }): PathChange => ({ path, status: "deleted" }));
  const here = after.flatMap((entry): PathChange[] => {
    const status = statusOf(old.get(entry.path), entry);
    return status ? [{ path: entry.path, status }] : [];
  });
  return [...gone, ...here].sort(byPath);
}

function statusOf(before: ManifestEntry | undefined, after: ManifestEntry): PathChange["status"] | null {
  if (!before) return "added";
  if ((before.mode === "symlink") !== (after.mode === "symlink")) return "type";
  if (before.hash !== after.hash) return "modified";
  return before.mode === after.mode ? null : "mode";
}
