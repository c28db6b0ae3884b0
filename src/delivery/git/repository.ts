import { isAbsolute, join } from "node:path";
import type { Git } from "./git.ts";

/** Where the workspace lies in its repository. Found once, when the trees are opened. */
export interface Repository {
  git: Git;
  /** The git directory of this worktree; where worktrees are linked, not the common one. Absolute. */
  gitDirectory: string;
  /** The operator's index. Absolute. */
  index: string;
  /** Names of the directories from the root of the repository down to the workspace; empty at the root. */
  prefix: readonly string[];
  algorithm: "sha1" | "sha256";
  /** Where private files go. Absolute. */
  directory: string;
  /** `refs/millrace/…/`, with a slash at its end. */
  refs: string;
}

/** The repository that holds the directory of `git`, or why there is none that could be used. */
export async function findRepository(
  git: Git,
  directory: string,
  namespace: string,
): Promise<{ repository: Repository } | { reason: string }> {
  const version = await git.line(["version"]);
  if (!isRecent(version)) return { reason: `${version} is too old: ${NEEDED.join(".")} or later is needed` };
  // Killed, it has said nothing: a workspace that lies in a repository must not be taken for one that does not.
  const asked = await git.end([
    "rev-parse",
    "--show-object-format",
    "--is-inside-work-tree",
    "--absolute-git-dir",
    "--git-path",
    "index",
    "--show-prefix",
  ]);
  const [algorithm = "", inside, gitDirectory = "", index = "", prefix = ""] = asked.stdout.toString().split("\n");
  if (asked.exit !== 0) return { reason: firstLine(asked.stderr) };
  if (inside !== "true") return { reason: "the workspace lies in a git repository without worktree" };
  if (algorithm !== "sha1" && algorithm !== "sha256") return { reason: `unknown object format "${algorithm}"` };
  if (prefix !== "" && (await git.end(["check-ignore", "-q", "."])).exit === 0) {
    return { reason: "the repository around the workspace ignores it" };
  }
  return {
    repository: {
      git,
      gitDirectory,
      index: isAbsolute(index) ? index : join(git.cwd, index),
      prefix: prefix.split("/").filter((name) => name !== ""),
      algorithm,
      directory,
      refs: `refs/millrace/${namespace === "" ? "" : `${namespace}/`}`,
    },
  };
}

/** `git add --sparse` came with it. */
const NEEDED = [2, 34] as const;

function isRecent(version: string): boolean {
  const [, major = 0, minor = 0] = /(\d+)\.(\d+)/.exec(version)?.map(Number) ?? [];
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

const firstLine = (text: string) =>
  text
    .trim()
    .split("\n", 1)[0]
    ?.replace(/^fatal: /, "") ?? "git gave no reason";
