import { existsSync, lstatSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { RepositoryKind } from "./facts.ts";

/** Where a repository's parts lie. Absolute. */
export interface Place {
  kind: RepositoryKind;
  root: string;
  gitDirectory: string;
  commonDirectory: string;
}

/** The repository that holds a directory, as git would find it (without GIT_DIR); null where there is none. */
export function findPlace(directory: string): Place | null {
  for (let root = realpathSync(directory); ; root = dirname(root)) {
    const dotGit = join(root, ".git");
    const facts = lstatSync(dotGit, { throwIfNoEntry: false });
    if (facts?.isFile()) return behindFile(root, dotGit);
    if (facts && isGitDirectory(dotGit))
      return { kind: "plain", root, gitDirectory: realpathSync(dotGit), commonDirectory: realpathSync(dotGit) };
    if (isGitDirectory(root)) return { kind: "bare", root, gitDirectory: root, commonDirectory: root };
    if (dirname(root) === root) return null;
  }
}

/** `.git` as a file says `gitdir: PATH`: a linked worktree if that directory names a common one, else a submodule or a separate directory. */
function behindFile(root: string, file: string): Place | null {
  const target = /^gitdir: (.+?)\n?$/s.exec(readFileSync(file, "utf8"))?.[1];
  if (target === undefined) return null;
  const gitDirectory = resolve(root, target);
  const common = join(gitDirectory, "commondir");
  if (!existsSync(common)) return { kind: "submodule", root, gitDirectory, commonDirectory: gitDirectory };
  return { kind: "linked", root, gitDirectory, commonDirectory: resolve(gitDirectory, readFileSync(common, "utf8").trimEnd()) };
}

const isGitDirectory = (path: string): boolean =>
  existsSync(join(path, "HEAD")) && existsSync(join(path, "objects")) && existsSync(join(path, "refs"));
