import { dirname } from "node:path";
import type { Fs } from "./ports/fs.ts";

/**
 * Replaces a file so that a crash leaves the old bytes or the new, never a mixture: a temporary in the same directory,
 * written, synced, renamed, and the directory synced. `durable: false` leaves out the syncs, for what can be rebuilt.
 */
export function replaceFile(fs: Fs, path: string, bytes: string | Uint8Array, options: { durable: boolean; mode?: number }): void {
  const temporary = `${path}.tmp`;
  if (!options.durable) {
    fs.write(temporary, bytes, options.mode);
    fs.rename(temporary, path);
    return;
  }
  fs.write(temporary, bytes, options.mode);
  const file = fs.open(temporary, "write");
  try {
    file.sync();
  } finally {
    file.close();
  }
  fs.rename(temporary, path);
  fs.syncDirectory(dirname(path));
}
