import { namesakeOf } from "../../state/namesake-of.ts";
import { descendants } from "../../state/root-of.ts";
import type { State } from "../../state/state.ts";
import { isSafeId } from "../../work/ids.ts";
import { nextFreeId } from "../../work/next-free-id.ts";
import { renderDocument } from "../../work/render-document.ts";
import type { CommandOf } from "./command.ts";
import { commandsToApprove } from "./commands-to-approve.ts";
import { type Decision, happen, refuse } from "./decision.ts";
import type { Law } from "./law.ts";
import { clearedRefusal } from "./note-intake.ts";
import { refuseFields } from "./refuse-fields.ts";

/** Queues a new item. An id that the operator chose must be free; one made from the title gets a number where needed. */
export function addItem(state: State, command: CommandOf<"addItem">, law: Law): Decision {
  const { kind, fields, body } = command;
  if (command.item !== null && !isSafeId(command.item)) return refuse("item.bad-id", { item: command.item });
  const existing = command.item === null ? null : namesakeOf(state.items, command.item);
  if (existing !== null) {
    const phase = state.items.get(existing)?.phase;
    if (existing === command.item) return refuse("item.exists", { item: existing, phase });
    return refuse("item.differs-in-case", { item: command.item, other: existing, phase });
  }
  const id = command.item ?? nextFreeId(command.slug, { has: (wanted) => namesakeOf(state.items, wanted) !== null });
  const refused = refuseFields(state, id, fields);
  if (refused) return refused;
  if (command.actor === "agent" && fields.root !== null && descendants(state, fields.root).length >= state.policy.itemsPerRoot) {
    return refuse("budget.items-per-root", { root: fields.root, limit: state.policy.itemsPerRoot });
  }
  const held = command.actor === "agent" ? commandsToApprove(state, fields, law) : [];
  const document = command.document ?? renderDocument({ kind, id, fields, body, details: command.details ?? {} });
  const { actor } = command;
  const data = { kind, revision: law.hash(document), document, fields, held };
  return happen(
    { type: "item.added", actor, subject: id, cause: 0, data },
    ...clearedRefusal(state, command.settles, `it was taken in as "${id}"`, actor),
  );
}
