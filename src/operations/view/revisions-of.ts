import { archivedDocuments } from "../../engine/archived-documents.ts";
import { readEvents } from "../../engine/read-events.ts";
import type { AnyEvent } from "../../events/event.ts";
import type { World } from "../../kernel/world.ts";
import type { Item } from "../../state/item.ts";
import { layoutOf } from "../../workspace/layout.ts";

export interface Revision {
  revision: string;
  seq: number;
  time: string;
  actor: string;
}

/** The text of an item's current revision, and all its revisions that were not pruned, the newest first: one pass over the log. */
export function revisionsOf(world: World, root: string, item: Item): { document: string | null; revisions: Revision[] } {
  let document = item.document;
  const revisions: Revision[] = [];
  readEvents(world, root, {
    to: item.documentAt,
    onEvent(envelope) {
      if (envelope.subject !== item.id) return;
      const event = envelope as AnyEvent;
      if (event.type !== "item.added" && event.type !== "item.imported" && event.type !== "item.revised") return;
      const { seq, time, actor } = event;
      revisions.unshift({ revision: event.data.revision, seq, time, actor });
      if (seq === item.documentAt) document = event.data.document;
    },
  });
  const archived = document === null ? archivedDocuments(world.fs, layoutOf(root).log).get(item.id) : undefined;
  return { document: archived?.at === item.documentAt ? archived.text : document, revisions };
}
