import type { AnyEvent } from "../events/event.ts";

type WithDocument = Extract<AnyEvent, { type: "item.added" | "item.imported" | "item.revised" }>;

/** Whether an event holds a whole document. */
export function carriesDocument(event: AnyEvent): event is WithDocument {
  return event.type === "item.added" || event.type === "item.imported" || event.type === "item.revised";
}
