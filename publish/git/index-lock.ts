import { readdirSync, readlinkSync, statSync } from "node:fs";
import { isFsError } from "../../src/kernel/fs-error.ts";
import type { IndexLock } from "./facts.ts";

/** The lock beside an index, if some git holds it or left it. `now` in milliseconds since the epoch. */
export function findIndexLock(index: string, now: number): IndexLock | null {
  const path = `${index}.lock`;
  const facts = statSync(path, { throwIfNoEntry: false });
  return facts ? { path, ageMillis: Math.max(0, Math.round(now - facts.mtimeMs)), uid: facts.uid, pid: holderOf(path) } : null;
}

/** A process of this user that has the file open, by /proc; null also where there is no /proc. */
function holderOf(path: string): number | null {
  for (const pid of namesIn("/proc")) {
    if (!/^\d+$/.test(pid)) continue;
    for (const fd of namesIn(`/proc/${pid}/fd`)) {
      if (linkAt(`/proc/${pid}/fd/${fd}`) === path) return Number(pid);
    }
  }
  return null;
}

const GONE_OR_FOREIGN = ["ENOENT", "EACCES", "EPERM", "ENOTDIR", "ESRCH", "EINVAL"];

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (isFsError(error, ...GONE_OR_FOREIGN)) return [];
    throw error;
  }
}

function linkAt(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (isFsError(error, ...GONE_OR_FOREIGN)) return null;
    throw error;
  }
}
