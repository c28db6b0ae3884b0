import { archivedDocuments } from "../../engine/archived-documents.ts";
import { readEvents } from "../../engine/read-events.ts";
import type { EventData } from "../../events/event.ts";
import type { World } from "../../kernel/world.ts";
import type { Item } from "../../state/item.ts";
import { layoutOf } from "../../workspace/layout.ts";

/** The text of an item's current revision: from the state, else from the log, where finished items have it. */
export function documentOf(world: World, root: string, item: Item): string | null {
  if (item.document !== null) return item.document;
  let text: string | null = null;
  readEvents(world, root, {
    to: item.documentAt,
    onEvent(event) {
      if (event.seq === item.documentAt) text = (event.data as EventData<"item.added" | "item.imported" | "item.revised">).document;
    },
  });
  const archived = text === null ? archivedDocuments(world.fs, layoutOf(root).log).get(item.id) : undefined;
  return archived?.at === item.documentAt ? archived.text : text;
}
