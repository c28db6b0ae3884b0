import type { State } from "../../state/state.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, refuse } from "./decision.ts";
import { unknownItem } from "./unknown-item.ts";

/** Agrees to the commands that an agent wrote into an item. Only an operator or a program with control may; nothing held changes nothing. */
export function approveItem(state: State, command: CommandOf<"approveItem">): Decision {
  const item = state.items.get(command.item);
  if (!item) return unknownItem(state, command.item);
  if (command.actor === "agent") return refuse("item.not-legal", { item: item.id, phase: item.phase, action: "approve" });
  if (item.held.length === 0) return happen();
  const { actor, reason } = command;
  return happen({ type: "item.approved", actor, subject: item.id, cause: item.changedAt, data: { commands: item.held, reason } });
}
