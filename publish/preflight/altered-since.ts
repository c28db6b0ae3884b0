import { join } from "node:path";
import { lstatOf } from "../git/lstat-of.ts";
import { sightOf, sightText } from "../select/sight.ts";
import { type Listing, sameFingerprint } from "../sync/listing.ts";
import type { StagingDisk } from "../sync/staging-disk.ts";

/** Listed files that are gone or have other bytes. Only those are read that are no more as they were seen then. */
export function alteredSince(disk: StagingDisk, root: string, listing: Listing, seen: ReadonlyMap<string, string>): string[] {
  return [...listing].flatMap(([path, print]) => {
    const full = join(root, path);
    const before = seen.get(path);
    if (before !== undefined) {
      const stat = lstatOf(full);
      if (stat !== undefined && sightText(sightOf(stat)) === before) return [];
    }
    return sameFingerprint(disk.fingerprint(full), print) ? [] : [path];
  });
}
