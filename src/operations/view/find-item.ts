import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { nearest } from "../../kernel/nearest.ts";
import type { Item } from "../../state/item.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/** The item of that id. Throws `item.unknown` with the id that was probably meant. */
export function findItem(view: WorkspaceView, id: string): Item {
  const item = view.item(id);
  if (item) return item;
  const ids = view.items().map((known) => known.id);
  throw new MillraceError("item.unknown", { item: id, near: nearest(id, ids) });
}
