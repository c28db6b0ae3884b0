import type { Fs } from "../../kernel/ports/fs.ts";

/** What keeps a directory below `base` from being used, itself or one above it; null when it is one or is absent. No symbolic link is followed. */
export function directoryProblem(fs: Fs, base: string, directory: string): string | null {
  let path = base;
  for (const name of directory.split("/")) {
    path = `${path}/${name}`;
    const facts = fs.facts(path);
    if (facts === null) return null;
    if (facts.kind === "symlink") return "it is a symbolic link, which is not followed";
    if (facts.kind !== "directory") return "it is not a directory";
  }
  return null;
}
