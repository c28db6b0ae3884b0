import type { Item } from "../../state/item.ts";
import { readDocument } from "../../work/read-document.ts";
import type { DocumentEdit } from "../../workspace/documents/report.ts";
import type { IntakeDesk } from "./desk.ts";
import { noteNotices } from "./note-notices.ts";
import { refusalOf, type Wrong, wrongOf } from "./read-problems.ts";

/** Makes an edit in place a revision of its item; one that cannot be is set aside, and the current revision put back. */
export function takeEdit(desk: IntakeDesk, edit: DocumentEdit): void {
  const { owned, documents, onNote } = desk;
  const item = owned.store.state.items.get(edit.item);
  if (!item || item.revision === edit.revision) return;
  const wrong = revise(desk, item, edit);
  if (wrong === null) onNote(`${edit.path} was edited: taken as a new revision`);
  else noteNotices(desk, documents.setAside(item, edit.path, `${wrong.problem}. ${wrong.fix}`));
}

function revise({ world, owned }: IntakeDesk, item: Item, edit: DocumentEdit): Wrong | null {
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
  const answer = owned.store.apply({ ...command, id: world.ids.fresh(), actor: "operator" });
  return answer.status === "rejected" ? refusalOf(answer.failure) : null;
}
