import { readdirSync, readlinkSync } from "node:fs";
import { isFsError } from "../fs-error.ts";

/** A process of this user that has the file open, by /proc; null also where there is no /proc. */
export function openBy(path: string): number | null {
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
