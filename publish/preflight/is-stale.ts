import { join } from "node:path";
import type { SelectedFile } from "../select/selected-file.ts";
import { sightText } from "../select/sight.ts";
import { type Listing, sameFingerprint } from "../sync/listing.ts";
import type { StagingDisk } from "../sync/staging-disk.ts";

/** Whether a sync would change something: other files are selected than were, or one of them has other bytes than when it was `seen`. */
export function isStale(
  disk: StagingDisk,
  root: string,
  files: readonly SelectedFile[],
  listing: Listing,
  seen: ReadonlyMap<string, string>,
): boolean {
  if (files.length !== listing.size) return true;
  return files.some(({ from, to, sight }) => {
    const print = listing.get(to);
    if (print === undefined) return true;
    return seen.get(from) !== sightText(sight) && !sameFingerprint(disk.fingerprint(join(root, from)), print);
  });
}
