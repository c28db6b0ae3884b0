import { readdirSync } from "node:fs";
import type { Changes } from "../git/port.ts";
import type { Listing } from "../sync/listing.ts";

/** The paths of the tree to come, as far as they are known without reading git's trees: what was synced, what changes, and what lies at the top. */
export function pathsOf(root: string, { changes }: Changes, listing: Listing | null): string[] {
  const paths = new Set(listing?.keys() ?? []);
  for (const entry of readdirSync(root, { withFileTypes: true })) if (entry.isFile()) paths.add(entry.name);
  for (const { path, after } of changes) {
    if (after === null) paths.delete(path);
    else paths.add(path);
  }
  return [...paths].sort();
}
