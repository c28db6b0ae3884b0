import { join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import { placeOf } from "../../log/archive/find-archive.ts";
import { type ArchiveManifest, readManifest } from "../../log/archive/manifest.ts";

/**
 * A name for an archive that no other has, here or wherever earlier ones went. One that a crash left before the log could tell of
 * it is removed, once all that it holds is seen to be in the workspace still.
 */
export function freeName(fs: Fs, place: string, about: Omit<ArchiveManifest, "files" | "name">, agents: string): string {
  const digits = (seq: number): string => String(seq).padStart(12, "0");
  const base = about.log ? `${digits(about.log.from)}-${digits(about.log.to)}` : `runs-${about.written.slice(0, 10)}`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}.${number}`;
    const directory = join(place, name);
    if (fs.facts(directory) === null && placeOf(fs, agents, name) === null) return name;
    if (!isLeftOver(fs, directory, about, agents)) continue;
    fs.removeTree(directory);
    return name;
  }
}

function isLeftOver(fs: Fs, directory: string, about: Omit<ArchiveManifest, "files" | "name">, agents: string): boolean {
  const found = readManifest(fs, directory)?.manifest;
  if (!found || found.workspace.id !== about.workspace.id || about.workspace.id === "") return false;
  return found.files.every(({ path, bytes }) => fs.facts(join(agents, path))?.size === bytes);
}
