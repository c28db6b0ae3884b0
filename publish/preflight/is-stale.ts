import type { SelectedFile } from "../select/selected-file.ts";
import type { Listing } from "../sync/listing.ts";
import type { StagingDisk } from "../sync/staging-disk.ts";
import { alteredSince } from "./altered-since.ts";

/** Whether a sync would change something: other files are selected than were, or one of them has other bytes since `time`. */
export function isStale(disk: StagingDisk, root: string, files: readonly SelectedFile[], listing: Listing, time: number): boolean {
  if (files.length !== listing.size || files.some(({ to }) => !listing.has(to))) return true;
  const bySource = new Map(files.flatMap(({ from, to }) => (listing.has(to) ? [[from, listing.get(to)] as const] : [])));
  return alteredSince(disk, root, bySource as Listing, time).length > 0;
}
