import { nearest } from "../../kernel/nearest.ts";
import type { State } from "../../state/state.ts";
import { type Decision, refuse } from "./decision.ts";

/** The refusal of an item id that nothing has. */
export function unknownItem(state: State, item: string): Decision {
  return refuse("item.unknown", { item, near: nearest(item, state.items.keys()) });
}
