import { type ArchivedDocument, archivedDocuments } from "../../engine/archived-documents.ts";
import { readEvents } from "../../engine/read-events.ts";
import type { AnyEvent } from "../../events/event.ts";
import type { World } from "../../kernel/world.ts";
import { layoutOf } from "../../workspace/layout.ts";

/** The text and the revisions of every item as of an event, as one JSON text: what the documents of finished items are made from again. */
export function documentsAt(world: World, root: string, through: number): string {
  const items = new Map(archivedDocuments(world.fs, layoutOf(root).log));
  readEvents(world, root, {
    to: through,
    onEvent(envelope) {
      const event = envelope as AnyEvent;
      if (event.type !== "item.added" && event.type !== "item.imported" && event.type !== "item.revised") return;
      const { revision, document } = event.data;
      const before: ArchivedDocument | undefined = items.get(event.subject);
      items.set(event.subject, { at: event.seq, text: document, revisions: [...(before?.revisions ?? []), revision] });
    },
  });
  return JSON.stringify({ schema: "millrace.documents.v1", items: Object.fromEntries(items) });
}
