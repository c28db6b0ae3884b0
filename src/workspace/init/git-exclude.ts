import { dirname, isAbsolute, join, relative } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";

/**
 * Where and how git is told to leave a file out, in the repository's own `info/exclude` and not in a file of the operator's;
 * null where there is no repository, or it is told already. `path` is relative to `directory`.
 */
export function gitExclude(fs: Fs, directory: string, path: string): { path: string; line: string } | null {
  const top = topOf(fs, directory);
  const common = top && commonDirectory(fs, join(top, ".git"));
  if (!top || !common) return null;
  const exclude = join(common, "info", "exclude");
  const line = `/${relative(top, join(directory, path))
    .replaceAll("\\", "/")
    .replaceAll(/[*?[\\]/g, "\\$&")}`;
  const present = read(fs, exclude)?.split(/\r?\n/) ?? [];
  return present.includes(line) ? null : { path: exclude, line };
}

function topOf(fs: Fs, directory: string): string | null {
  for (let path = directory; ; path = dirname(path)) {
    if (fs.facts(join(path, ".git")) !== null) return path;
    if (dirname(path) === path) return null;
  }
}

/** The repository itself: `.git`, or what that names in linked worktrees and submodules (gitrepository-layout(5)). */
function commonDirectory(fs: Fs, git: string): string | null {
  const named = fs.facts(git)?.kind === "file" ? /^gitdir: (.+)$/m.exec(read(fs, git) ?? "")?.[1] : git;
  if (!named) return null;
  const own = from(dirname(git), named.trim());
  const common = read(fs, join(own, "commondir"))?.trim();
  const repository = common ? from(own, common) : own;
  return fs.facts(join(repository, "HEAD")) === null ? null : repository;
}

function from(directory: string, path: string): string {
  return isAbsolute(path) ? path : join(directory, path);
}

function read(fs: Fs, path: string): string | null {
  try {
    return Buffer.from(fs.read(path)).toString("utf8");
  } catch (error) {
    if (isFsError(error)) return null;
    throw error;
  }
}
