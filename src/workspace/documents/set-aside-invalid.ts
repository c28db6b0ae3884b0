import type { Fs } from "../../kernel/ports/fs.ts";
import { sha256 } from "../../kernel/sha256.ts";
import { reasonPath } from "./set-aside.ts";

export interface InvalidOrder {
  fs: Fs;
  /** Absolute path of the directory. */
  directory: string;
  name: string;
  /** The bytes that were judged, by their hash; null where they were not read. */
  revision: string | null;
  /** What is wrong and what to do, for the reason that is put beside it. */
  reason: string;
}

/**
 * Moves a file that is no work document to `<name>.invalid` beside it, with the reason in a file of its own, and gives its
 * new name; null where its bytes are not those that were judged any more, or it is gone. Nothing of it is changed or lost.
 */
export function setAsideInvalid({ fs, directory, name, revision, reason }: InvalidOrder): string | null {
  const from = `${directory}/${name}`;
  if (fs.facts(from) === null) return null;
  let aside = `${name}.invalid`;
  for (let number = 2; isTaken(fs, `${directory}/${aside}`); number++) aside = `${name}.invalid.${number}`;
  const to = `${directory}/${aside}`;
  fs.write(reasonPath(to), reason);
  fs.rename(from, to);
  if (revision !== null && !holds(fs, to, revision) && fs.facts(from) === null) {
    fs.rename(to, from);
    fs.remove(reasonPath(to));
    return null;
  }
  fs.syncDirectory(directory);
  return aside;
}

/** Removes a file if it still holds those bytes. Whatever took its place meanwhile stays. */
export function removeIfSame(fs: Fs, directory: string, name: string, revision: string): void {
  const from = `${directory}/${name}`;
  const taking = `${directory}/.${name}.taking`;
  if (fs.facts(from) === null) return;
  fs.rename(from, taking);
  if (holds(fs, taking, revision)) fs.remove(taking);
  else if (fs.facts(from) === null) fs.rename(taking, from);
  else
    setAsideInvalid({ fs, directory, name: `.${name}.taking`, revision: null, reason: "It was replaced twice while it was taken in.\n" });
}

function holds(fs: Fs, path: string, revision: string): boolean {
  return fs.facts(path)?.kind === "file" && sha256(fs.read(path)) === revision;
}

function isTaken(fs: Fs, path: string): boolean {
  return fs.facts(path) !== null || fs.facts(reasonPath(path)) !== null;
}
