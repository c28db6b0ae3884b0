import { itemMachine } from "../../../machines/runtime/item.ts";
import type { State } from "../../state/state.ts";
import { retargetText } from "../../work/retarget-text.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, refuse } from "./decision.ts";
import { findCycle } from "./find-cycle.ts";
import type { Law } from "./law.ts";
import { unknownItem } from "./unknown-item.ts";

/** Makes an item wait for another one instead of the one it names: a revision in which nothing else is changed. */
export function retargetDependency(state: State, command: CommandOf<"retargetDependency">, law: Law): Decision {
  const { actor, from, to } = command;
  const item = state.items.get(command.item);
  if (!item) return unknownItem(state, command.item);
  if (!itemMachine.step(item.phase, "REVISED").ok || item.document === null)
    return refuse("item.not-legal", { item: item.id, phase: item.phase, action: "revise" });
  if (!item.fields.dependsOn.includes(from))
    return refuse("item.no-dependency", { item: item.id, from, dependsOn: item.fields.dependsOn.join(", ") });
  if (from === to) return happen();
  if (to === item.id) return refuse("item.depends-on-itself", { item: item.id });
  if (!state.items.has(to)) return unknownItem(state, to);
  const dependsOn = [...new Set(item.fields.dependsOn.map((id) => (id === from ? to : id)))];
  const cycle = findCycle(state, item.id, dependsOn);
  if (cycle) return refuse("item.dependency-cycle", { cycle: cycle.join(" → ") });
  const document = retargetText(item.document, { kind: item.kind, id: item.id }, from, to);
  if (document === null) return refuse("item.edit-by-hand", { item: item.id, from });
  const fields = { ...item.fields, dependsOn };
  const data = { revision: law.hash(document), document, fields, held: item.held };
  return happen({ type: "item.revised", actor, subject: item.id, cause: item.changedAt, data });
}
