import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isFsError } from "../../src/kernel/fs-error.ts";
import type { Head } from "./facts.ts";
import type { Place } from "./place.ts";

const PER_WORKTREE = /^(HEAD$|refs\/(bisect|worktree|rewritten)\/)/;

/** What a ref holds: an id, or `ref: NAME` of a symbolic one; null: nothing. Loose files go before packed ones. */
export function rawRef(place: Place, name: string): string | null {
  const loose = textOf(join(PER_WORKTREE.test(name) ? place.gitDirectory : place.commonDirectory, name));
  if (loose !== null && loose.trim() !== "") return loose.trim();
  for (const line of (textOf(join(place.commonDirectory, "packed-refs")) ?? "").split("\n")) {
    if (line.endsWith(` ${name}`)) return line.slice(0, line.indexOf(" "));
  }
  return null;
}

/** The id that a ref names in the end. */
export function resolveRef(place: Place, name: string): string | null {
  let value = rawRef(place, name);
  for (let depth = 0; depth < 5 && value?.startsWith("ref: "); depth++) value = rawRef(place, value.slice(5).trim());
  return value !== null && /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(value) ? value : null;
}

export function readHead(place: Place): Head {
  const raw = rawRef(place, "HEAD") ?? "";
  if (!raw.startsWith("ref: ")) return { type: "detached", commit: raw };
  const ref = raw.slice(5).trim();
  const commit = resolveRef(place, ref);
  const branch = ref.replace(/^refs\/heads\//, "");
  return commit === null ? { type: "unborn", branch } : { type: "branch", branch, commit };
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isFsError(error, "ENOENT", "ENOTDIR", "EISDIR")) return null;
    throw error;
  }
}
