import type { AnyNewEvent } from "../../events/event.ts";
import type { Item } from "../../state/item.ts";
import type { State } from "../../state/state.ts";
import { isBefore } from "../ready.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, refuse } from "./decision.ts";
import { spread } from "./spread.ts";
import { unknownItem } from "./unknown-item.ts";

/**
 * Gives queued items another place in the queue, in the order in which they are named. Beside another item they take its
 * priority. Documents stay as they are; what lies where it should already changes nothing.
 */
export function placeItems(state: State, command: CommandOf<"placeItems">): Decision {
  const moved: Item[] = [];
  for (const id of new Set(command.items)) {
    const item = state.items.get(id);
    if (!item) return unknownItem(state, id);
    if (item.phase !== "queued") return refuse("item.not-legal", { item: id, phase: item.phase, action: "reorder" });
    moved.push(item);
  }
  const { place, actor } = command;
  const placed = (item: Item, priority: number, order: number): AnyNewEvent[] =>
    item.priority === priority && item.order === order
      ? []
      : [{ type: "item.placed", actor, subject: item.id, cause: item.changedAt, data: { priority, order } }];
  if (place.at === "priority") return happen(...moved.flatMap((item) => placed(item, place.priority, item.order)));

  const queue = [...state.items.values()].filter(({ phase }) => phase === "queued").sort((a, b) => (isBefore(a, b) ? -1 : 1));
  const leaving = new Set(moved);
  const others = queue.filter((item) => !leaving.has(item));
  const at = "item" in place ? beside(state, others, place) : place.at === "first" ? 0 : others.length;
  if (typeof at !== "number") return at;
  const target = [...others.slice(0, at), ...moved, ...others.slice(at)];
  if (target.every((item, index) => item === queue[index])) return happen();
  const follows = place.at === "first" || place.at === "before";
  const neighbour = (follows ? others[at] : others[at - 1]) ?? others[at];
  const priority = neighbour?.priority ?? Math.max(...moved.map((item) => item.priority));
  const equals = others.filter((item) => item.priority === priority);
  const before = others.slice(0, at).filter((item) => item.priority === priority).length;
  const orders = spread({ orders: equals.map(({ order }) => order), at: before, count: moved.length, top: state.seq + 1 });
  const row = [...equals.slice(0, before), ...moved, ...equals.slice(before)];
  return happen(...row.flatMap((item, index) => placed(item, priority, orders[index] ?? item.order)));
}

/** The place among the others that is meant, or the refusal. */
function beside(
  state: State,
  others: readonly Item[],
  place: Extract<CommandOf<"placeItems">["place"], { item: string }>,
): number | Decision {
  const at = others.findIndex(({ id }) => id === place.item);
  if (at !== -1) return place.at === "before" ? at : at + 1;
  const item = state.items.get(place.item);
  if (!item) return unknownItem(state, place.item);
  if (item.phase === "queued") return refuse("item.beside-itself", { item: item.id });
  return refuse("item.not-legal", { item: item.id, phase: item.phase, action: `place anything ${place.at}` });
}
