import { descendants } from "../../state/root-of.ts";
import type { State } from "../../state/state.ts";
import { isSafeId } from "../../work/ids.ts";
import { nextFreeId } from "../../work/next-free-id.ts";
import { renderDocument } from "../../work/render-document.ts";
import type { CommandOf } from "./command.ts";
import { commandsToApprove } from "./commands-to-approve.ts";
import { type Decision, happen, refuse } from "./decision.ts";
import { findCycle } from "./find-cycle.ts";
import type { Law } from "./law.ts";

/** Queues a new item. An id that the operator chose must be free; one made from the title gets a number where needed. */
export function addItem(state: State, command: CommandOf<"addItem">, law: Law): Decision {
  const { kind, fields, body } = command;
  if (command.item !== null && !isSafeId(command.item)) return refuse("item.bad-id", { item: command.item });
  const existing = command.item === null ? undefined : state.items.get(command.item);
  if (existing) return refuse("item.exists", { item: existing.id, phase: existing.phase });
  const id = command.item ?? nextFreeId(command.slug, state.items);
  if (fields.dependsOn.includes(id)) return refuse("item.depends-on-itself", { item: id });
  const cycle = findCycle(state, id, fields.dependsOn);
  if (cycle) return refuse("item.dependency-cycle", { cycle: cycle.join(" → ") });
  if (command.actor === "agent" && fields.root !== null && descendants(state, fields.root).length >= state.policy.itemsPerRoot) {
    return refuse("budget.items-per-root", { root: fields.root, limit: state.policy.itemsPerRoot });
  }
  const held = command.actor === "agent" ? commandsToApprove(state, fields, law) : [];
  const document = command.document ?? renderDocument({ kind, id, fields, body });
  return happen({
    type: "item.added",
    actor: command.actor,
    subject: id,
    cause: 0,
    data: { kind, revision: law.hash(document), document, fields, held },
  });
}
