import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";

/**
 * What names this run of the machine (proc(5), Linux), null where nothing does. What was written without a sync is whole as
 * long as the machine runs, and may be anything after.
 */
export function bootId(fs: Fs): string | null {
  try {
    return Buffer.from(fs.read("/proc/sys/kernel/random/boot_id")).toString("utf8").trim();
  } catch (error) {
    if (isFsError(error)) return null;
    throw error;
  }
}
