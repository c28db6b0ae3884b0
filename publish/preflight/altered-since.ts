import { lstatSync } from "node:fs";
import { join } from "node:path";
import { type Listing, sameFingerprint } from "../sync/listing.ts";
import type { StagingDisk } from "../sync/staging-disk.ts";

/** The clock of a disk ticks in steps of some milliseconds, and lags behind by one of them. */
const TICK = 20;

/**
 * Listed files that are gone or have other bytes. Only files whose inode changed since `time` (milliseconds since the
 * epoch) are read: whatever writes a file changes that, and nobody can set it back.
 */
export function alteredSince(disk: StagingDisk, root: string, listing: Listing, time: number): string[] {
  return [...listing].flatMap(([path, print]) => {
    const full = join(root, path);
    const stat = lstatSync(full, { throwIfNoEntry: false });
    if (stat !== undefined && stat.ctimeMs < time - TICK) return [];
    return stat !== undefined && sameFingerprint(disk.fingerprint(full), print) ? [] : [path];
  });
}
