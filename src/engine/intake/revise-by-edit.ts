import type { World } from "../../kernel/world.ts";
import type { Item } from "../../state/item.ts";
import { readDocument } from "../../work/read-document.ts";
import type { DocumentEdit } from "../../workspace/documents/report.ts";
import type { Store } from "../store.ts";
import { refusalOf, type Wrong, wrongOf } from "./read-problems.ts";

/** Makes an edited document the item's new revision, or says why it cannot be. */
export function reviseByEdit(world: Pick<World, "ids">, store: Store, item: Item, edit: DocumentEdit): Wrong | null {
  const read = readDocument(edit.text, { kind: item.kind, id: item.id });
  if (!read.ok) return wrongOf(read.problems);
  const { kind, id, fields } = read.document;
  if (kind !== item.kind || id !== item.id) {
    return {
      problem: `It says that it is the ${kind} "${id}", but it is the document of the ${item.kind} "${item.id}"`,
      fix: "Add it as new work",
    };
  }
  const command = { type: "reviseItem", item: item.id, document: edit.text, fields, expect: item.revision } as const;
  const answer = store.apply({ ...command, id: world.ids.fresh(), actor: "operator" });
  return answer.status === "rejected" ? refusalOf(answer.failure) : null;
}
