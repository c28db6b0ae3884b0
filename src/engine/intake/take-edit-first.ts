import type { Failure } from "../../kernel/errors/millrace-error.ts";
import type { World } from "../../kernel/world.ts";
import type { Documents } from "../../workspace/documents/documents.ts";
import type { Command } from "../decide/command.ts";
import type { Store } from "../store.ts";
import { reviseByEdit } from "./revise-by-edit.ts";

/**
 * Before an item is unblocked, takes what was edited in its document: who mends a blocked task and unblocks it means the mended
 * text, whether or not an owner has looked in between. Gives why it cannot be taken, which refuses the command.
 */
export function takeEditFirst(world: Pick<World, "ids">, store: Store, documents: Documents, command: Command): Failure | null {
  if (command.type !== "unblockItem") return null;
  const item = store.state.items.get(command.item);
  const edit = item?.phase === "blocked" ? documents.editOf(item) : null;
  if (!item || edit === null) return null;
  const wrong = reviseByEdit(world, store, item, edit);
  return wrong && { code: "item.bad-edit", values: { item: item.id, path: edit.path, problem: wrong.problem } };
}
