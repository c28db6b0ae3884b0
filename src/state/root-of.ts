import type { Item } from "./item.ts";
import type { State } from "./state.ts";

/** The root that an item descends from: the one it names, else itself. */
export function rootOf(item: Item): string {
  return item.fields.root ?? item.id;
}

/** Items that descend from a root, the root itself left out. */
export function descendants(state: State, root: string): Item[] {
  return [...state.items.values()].filter((item) => item.fields.root === root && item.id !== root);
}
