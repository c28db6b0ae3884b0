import type { DocumentEdit } from "../../workspace/documents/report.ts";
import type { IntakeDesk } from "./desk.ts";
import { noteNotices } from "./note-notices.ts";
import { reviseByEdit } from "./revise-by-edit.ts";

/** Makes an edit in place a revision of its item; one that cannot be is set aside, and the current revision put back. */
export function takeEdit(desk: IntakeDesk, edit: DocumentEdit): void {
  const { owned, documents, onNote } = desk;
  const item = owned.store.state.items.get(edit.item);
  if (!item || item.revision === edit.revision) return;
  const wrong = reviseByEdit(desk.world, owned.store, item, edit);
  if (wrong === null) onNote(`${edit.path} was edited: taken as a new revision`);
  else noteNotices(desk, documents.setAside(item, edit.path, `${wrong.problem}. ${wrong.fix}`));
}
