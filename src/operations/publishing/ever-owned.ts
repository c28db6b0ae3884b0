import type { FileChange } from "../../../publish/git/port.ts";
import { type Listing, readListing } from "../../../publish/sync/listing.ts";
import { readEvents } from "../../engine/read-events.ts";
import type { AnyEvent } from "../../events/event.ts";
import { textOrNull } from "../../log/text-or-null.ts";
import { layoutOf } from "../../workspace/layout.ts";
import type { OperationContext } from "../context.ts";

/**
 * Those of the deleted paths that some sync had put into the staging worktree, so that a later sync may have taken them away.
 * What the last listing does not explain is looked for in those before it; where the log begins later, nobody can tell, and all count.
 */
export function everOwned(context: OperationContext, changes: readonly FileChange[], listing: Listing | null): ReadonlySet<string> {
  const gone = changes.filter(({ path, after }) => after === null && !listing?.has(path)).map(({ path }) => path);
  if (gone.length === 0 || listing === null) return new Set(gone);
  const { fs } = context.world;
  const hashes: string[] = [];
  let begins = 0;
  readEvents(context.world, context.root(), {
    onEvent(envelope) {
      begins ||= envelope.seq;
      const event = envelope as AnyEvent;
      if (event.type === "publish.synced" && event.data.listing !== null) hashes.push(event.data.listing);
    },
  });
  if (begins > 1) return new Set(gone);
  const open = new Set(gone);
  for (const hash of [...new Set(hashes)].reverse()) {
    if (open.size === 0) break;
    const text = textOrNull(fs, layoutOf(context.root()).log, hash);
    // A listing that is gone could have named any of them.
    if (text === null) return new Set(gone);
    for (const path of readListing(text).keys()) open.delete(path);
  }
  return new Set(gone.filter((path) => !open.has(path)));
}
