import { type ItemEvent, itemMachine } from "../../../machines/runtime/item.ts";
import type { Actor } from "../../events/envelope.ts";
import type { AnyNewEvent } from "../../events/event.ts";
import type { Item } from "../../state/item.ts";

/** The event by which the item machine moves an item, or null when that move is not legal now. */
export function moveItem(
  item: Item,
  event: ItemEvent,
  about: { actor: Actor; cause: number; reason: string | null; run?: string; resetCounters?: boolean },
): AnyNewEvent | null {
  const step = itemMachine.step(item.phase, event);
  if (!step.ok) return null;
  const { actor, cause, reason, run, resetCounters = false } = about;
  const data = { event, from: item.phase, to: step.state, reason, resetCounters };
  return { type: "item.moved", actor, subject: item.id, cause, data, ...(run === undefined ? {} : { run }) };
}
