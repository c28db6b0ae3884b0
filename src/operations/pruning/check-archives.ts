import { join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import type { OpenedArchive } from "../../log/archive/archive-fs.ts";
import { hashFile, isPacked, loadStored } from "../../log/archive/store-file.ts";
import type { LogProblem } from "../../log/verify-log.ts";

/** Compares every file of archives with their manifests, whose own hashes the log has. */
export function checkArchives(fs: Fs, archives: readonly OpenedArchive[]): LogProblem[] {
  const problems: LogProblem[] = [];
  for (const { directory, manifest } of archives) {
    for (const file of manifest.files) {
      const problem = problemOf(fs, directory, file);
      if (problem !== null) problems.push({ seq: null, where: join(directory, file.stored.path), problem });
    }
  }
  return problems;
}

function problemOf(fs: Fs, directory: string, file: OpenedArchive["manifest"]["files"][number]): string | null {
  if (!isPacked(file) && fs.facts(join(directory, file.stored.path))?.kind === "file") {
    return hashFile(fs, join(directory, file.stored.path)) === file.sha256 ? null : "its bytes do not have the hash of the manifest";
  }
  const loaded = loadStored(fs, directory, file);
  return "problem" in loaded ? loaded.problem : null;
}
