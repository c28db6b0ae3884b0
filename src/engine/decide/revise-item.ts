import { itemMachine } from "../../../machines/runtime/item.ts";
import type { State } from "../../state/state.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, refuse } from "./decision.ts";
import { findCycle } from "./find-cycle.ts";
import type { Law } from "./law.ts";
import { unknownItem } from "./unknown-item.ts";

/** Takes a new revision of a queued or blocked item's document. The same bytes again change nothing. */
export function reviseItem(state: State, command: CommandOf<"reviseItem">, law: Law): Decision {
  const item = state.items.get(command.item);
  if (!item) return unknownItem(state, command.item);
  if (!itemMachine.step(item.phase, "REVISED").ok) {
    return refuse("item.not-legal", { item: item.id, phase: item.phase, action: "revise" });
  }
  const { document, fields } = command;
  const revision = law.hash(document);
  if (revision === item.revision) return happen();
  const cycle = findCycle(state, item.id, fields.dependsOn);
  if (cycle) return refuse("item.dependency-cycle", { cycle: cycle.join(" → ") });
  return happen({
    type: "item.revised",
    actor: command.actor,
    subject: item.id,
    cause: item.changedAt,
    data: { revision, document, fields },
  });
}
