import type { Item } from "../../state/item.ts";
import type { Desk } from "./desk.ts";

/** The text of an item's current revision; null when neither state nor log hold it. */
export function currentText(desk: Desk, item: Item): string | null {
  if (item.document !== null) return item.document;
  let text: string | null = null;
  desk.source.texts([item], (_, found) => {
    text = found;
  });
  return text;
}
