import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { openBy } from "../../kernel/real/open-by.ts";
import { hasProc, processRow } from "../../kernel/real/proc-table.ts";
import type { Repository } from "./repository.ts";

/**
 * Whether a git may be at work in the repository, or any program has `lock` open, by /proc. What cannot be looked into counts, and so
 * does everything where there is no /proc.
 */
export function gitAtWork({ git, gitDirectory, prefix }: Repository, lock: string): boolean {
  if (!hasProc()) return true;
  const common = /^(.+)\/worktrees\/[^/]+$/.exec(gitDirectory)?.[1] ?? gitDirectory;
  const places = [join(git.cwd, ...prefix.map(() => "..")), gitDirectory, common, dirname(common)];
  // Processes of other users do not show what they have open: a lock of this user's is not theirs.
  return openBy(lock) !== null || readdirSync("/proc").some((pid) => /^\d+$/.test(pid) && isGitIn(pid, places));
}

function isGitIn(pid: string, places: readonly string[]): boolean {
  const name = look(() => readFileSync(`/proc/${pid}/comm`, "utf8"));
  if (name === null || !name.startsWith("git")) return false;
  const directory = look(() => readlinkSync(`/proc/${pid}/cwd`));
  const command = look(() => readFileSync(`/proc/${pid}/cmdline`, "utf8"));
  if (directory === null || command === null) return processRow(Number(pid)) !== null;
  return places.some((place) => directory === place || directory.startsWith(place + sep) || command.includes(place));
}

/** Null where the process has ended, or is another user's. */
function look<Found>(at: () => Found): Found | null {
  try {
    return at();
  } catch {
    return null;
  }
}
