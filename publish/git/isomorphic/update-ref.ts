import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { isFsError } from "../../../src/kernel/fs-error.ts";
import type { Place } from "../place.ts";
import { rawRef, resolveRef } from "../ref-files.ts";

export interface RefUpdate {
  ref: string;
  oid: string;
  /** What it must hold; null: it must be absent; `any`: whatever it holds. */
  expected: string | null | "any";
  note: string;
  /** Who, as git writes it; no line goes into the reflog without. */
  who: string | null;
}

/**
 * Moves a ref by git's own protocol: `<ref>.lock` made exclusively, the value compared under it, the new one synced and renamed into
 * place, then the reflogs. False when it holds something else, or another git has it locked.
 */
export function updateRef(place: Place, { ref, oid, expected, note, who }: RefUpdate): boolean {
  const path = join(place.commonDirectory, ref);
  if (resolveRef(place, ref) === null && collides(place, ref)) return false;
  const lock = lockFile(`${path}.lock`);
  if (lock === null) return false;
  let placed = false;
  const old = resolveRef(place, ref);
  try {
    if (expected !== "any" && old !== expected) return false;
    writeFileSync(lock, `${oid}\n`);
    fsyncSync(lock);
    renameSync(`${path}.lock`, path);
    placed = true;
  } finally {
    closeSync(lock);
    if (!placed) rmSync(`${path}.lock`, { force: true });
  }
  const directory = openSync(dirname(path), "r");
  fsyncSync(directory);
  closeSync(directory);
  if (who !== null)
    noteInLogs(place, ref, `${old ?? "0".repeat(oid.length)} ${oid} ${who}\t${note.replaceAll(/[\r\n]+/g, " ").slice(0, 200)}\n`);
  return true;
}

/** A ref cannot lie below another, also where that one is packed. */
function collides(place: Place, ref: string): boolean {
  const packed = join(place.commonDirectory, "packed-refs");
  if (!existsSync(packed)) return false;
  return readFileSync(packed, "utf8")
    .split("\n")
    .some((line) => {
      const name = line.slice(41);
      return name !== "" && !line.startsWith("#") && (name.startsWith(`${ref}/`) || ref.startsWith(`${name}/`));
    });
}

/** git logs branches, and HEAD with the branch that it stands for. Other refs have a log only where one is kept already. */
function noteInLogs(place: Place, ref: string, line: string): void {
  const own = join(place.commonDirectory, "logs", ref);
  if (ref.startsWith("refs/heads/")) mkdirSync(dirname(own), { recursive: true });
  if (ref.startsWith("refs/heads/") || existsSync(own)) appendFileSync(own, line);
  if (rawRef(place, "HEAD") === `ref: ${ref}`) {
    mkdirSync(join(place.gitDirectory, "logs"), { recursive: true });
    appendFileSync(join(place.gitDirectory, "logs/HEAD"), line);
  }
}

function lockFile(path: string): number | null {
  try {
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, "wx", 0o644);
  } catch (error) {
    if (isFsError(error, "EEXIST", "ENOTDIR", "EISDIR")) return null;
    throw error;
  }
}
