import { join } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import type { OpenedArchive } from "./archive-fs.ts";
import { readManifest } from "./manifest.ts";

/** Where archives are left that are not told to go elsewhere. `agents` is `millrace-agents`, absolute. */
export function archiveHome(agents: string): string {
  return join(agents, "archive");
}

/** Notes where an archive was left outside of the workspace: the log holds no absolute path. Durable when it returns. */
export function notePlace(fs: Fs, agents: string, name: string, directory: string): void {
  const home = archiveHome(agents);
  fs.makeDirectory(home);
  replaceFile(fs, join(home, `${name}.place`), `${directory}\n`, { durable: true });
  fs.syncDirectory(agents);
}

/** Where an archive was left, whether it is there now or not; null when nothing says so. */
export function placeOf(fs: Fs, agents: string, name: string): string | null {
  const home = archiveHome(agents);
  try {
    return Buffer.from(fs.read(join(home, `${name}.place`)))
      .toString()
      .trim();
  } catch (error) {
    if (!isFsError(error, "ENOENT")) throw error;
    return fs.facts(join(home, name)) ? join(home, name) : null;
  }
}

/** The archive of that manifest, where it was left. Null when it is not there, or is another one. */
export function findArchive(fs: Fs, agents: string, archive: { name: string; manifest: string }): OpenedArchive | null {
  const directory = placeOf(fs, agents, archive.name);
  const found = directory === null ? null : readManifest(fs, directory);
  return directory !== null && found?.sha256 === archive.manifest ? { directory, ...found } : null;
}
