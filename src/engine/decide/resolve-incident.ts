import type { State } from "../../state/state.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, refuse } from "./decision.ts";
import { moveItem } from "./move-item.ts";
import { unknownItem } from "./unknown-item.ts";

/** Takes an operator's word that an incident is settled. Nothing is delivered for it, so that it needs no evidence. */
export function resolveIncident(state: State, command: CommandOf<"resolveIncident">): Decision {
  const item = state.items.get(command.item);
  if (!item) return unknownItem(state, command.item);
  if (item.kind !== "incident") return refuse("item.not-incident", { item: item.id, kind: item.kind });
  const { actor, reason } = command;
  const moved = moveItem(item, "RESOLVED", { actor, cause: item.changedAt, reason: reason ?? "resolved by the operator" });
  return moved ? happen(moved) : refuse("item.not-legal", { item: item.id, phase: item.phase, action: "resolve" });
}
