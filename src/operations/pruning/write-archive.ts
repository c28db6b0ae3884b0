import { dirname, join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import { type ArchivedFile, type ArchiveManifest, encodeManifest, MANIFEST } from "../../log/archive/manifest.ts";
import { storeFile } from "../../log/archive/store-file.ts";

/** A file that goes into an archive, relative to `millrace-agents/`; `from` where its bytes are to be taken from, absolute. */
export interface Outgoing {
  path: string;
  from: string;
  moved: boolean;
}

/**
 * Writes an archive beside its place, each file read back, then renames it there: a directory of that name is whole. All is durable
 * when it returns. Throws as the disk does; what was written is then removed again.
 */
export function writeArchive(
  fs: Fs,
  directory: string,
  outgoing: readonly Outgoing[],
  about: Omit<ArchiveManifest, "files">,
  onFile: (done: number) => void,
): { manifest: ArchiveManifest; text: string } {
  const partial = `${directory}.partial`;
  fs.removeTree(partial);
  try {
    fs.makeDirectory(partial);
    const files: ArchivedFile[] = [];
    for (const { path, from, moved } of outgoing) {
      files.push(storeFile(fs, from, partial, path, moved));
      onFile(files.length);
    }
    const manifest = { ...about, files };
    const text = encodeManifest(manifest);
    replaceFile(fs, join(partial, MANIFEST), text, { durable: true });
    syncDirectories(fs, partial, files);
    fs.rename(partial, directory);
    for (let above = dirname(directory); ; above = dirname(above)) {
      fs.syncDirectory(above);
      if (above === dirname(above) || fs.facts(join(above, "millrace.toml"))) break;
    }
    return { manifest, text };
  } catch (error) {
    discard(fs, partial);
    throw error;
  }
}

function syncDirectories(fs: Fs, top: string, files: readonly ArchivedFile[]): void {
  const directories = new Set<string>([top]);
  for (const { stored } of files) {
    for (let path = dirname(join(top, stored.path)); path !== top; path = dirname(path)) directories.add(path);
  }
  for (const path of [...directories].sort().reverse()) fs.syncDirectory(path);
}

/** A disk that fails may refuse that too; the next prune removes it. */
function discard(fs: Fs, partial: string): void {
  try {
    fs.removeTree(partial);
  } catch {
    return;
  }
}
