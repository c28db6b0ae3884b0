import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Git } from "../../src/delivery/git/git.ts";
import { isFsError } from "../../src/kernel/fs-error.ts";
import { GitConfig } from "./git-config.ts";
import { parseConfigFile } from "./parse-config-file.ts";

/**
 * The settings of a repository: from git, which knows includes and conditions, or without it from the files themselves; then
 * `complete` is false where an include was not followed.
 */
export async function readConfig(
  git: Git | null,
  gitDirectory: string,
  commonDirectory: string,
): Promise<{ config: GitConfig; complete: boolean }> {
  if (git) {
    // `-c` settings of our own stand in the list too; core.hooksPath and the like are asked for by scope.
    const output = await git.must(["config", "--list", "-z", "--show-scope"]);
    return { config: GitConfig.parse(withoutOwn(output)), complete: true };
  }
  const places = [
    "/etc/gitconfig",
    join(process.env.XDG_CONFIG_HOME || join(homedir(), ".config"), "git/config"),
    join(homedir(), ".gitconfig"),
    join(commonDirectory, "config"),
    join(gitDirectory, "config.worktree"),
  ];
  const entries = places.flatMap((place) => parseConfigFile(textOf(place)));
  const values = new Map<string, string[]>();
  for (const [key, value] of entries) values.set(key, [...(values.get(key) ?? []), value]);
  return { config: new GitConfig(values), complete: !entries.some(([key]) => /^include(if)?\./.test(key)) };
}

/** `scope NUL key LF value NUL`: leaves what the command line set. */
function withoutOwn(output: Buffer): Buffer {
  const fields = output.toString("latin1").split("\0");
  const kept: string[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    if (fields[at] !== "command") kept.push(`${fields[at + 1]}\0`);
  }
  return Buffer.from(kept.join(""), "latin1");
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isFsError(error, "ENOENT", "ENOTDIR", "EACCES")) return "";
    throw error;
  }
}
