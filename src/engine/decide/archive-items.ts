import type { AnyNewEvent } from "../../events/event.ts";
import type { State } from "../../state/state.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, refuse } from "./decision.ts";
import { moveItem } from "./move-item.ts";
import { unknownItem } from "./unknown-item.ts";

/** Puts blocked items away for good: all of the named ones, or none. */
export function archiveItems(state: State, command: CommandOf<"archiveItems">): Decision {
  const { actor, reason } = command;
  const events: AnyNewEvent[] = [];
  for (const id of new Set(command.items)) {
    const item = state.items.get(id);
    if (!item) return unknownItem(state, id);
    const moved = moveItem(item, "ARCHIVED", { actor, cause: item.changedAt, reason: reason ?? item.reason });
    if (!moved) return refuse("item.not-blocked", { item: id, phase: item.phase });
    events.push(moved);
  }
  return happen(...events);
}
