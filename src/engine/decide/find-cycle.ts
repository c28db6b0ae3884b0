import type { State } from "../../state/state.ts";

/** The cycle that `item` would close by depending on `dependsOn`, from the item back to itself; null when there is none. */
export function findCycle(state: State, item: string, dependsOn: readonly string[]): string[] | null {
  const cameFrom = new Map<string, string>();
  const open = [...dependsOn];
  for (const id of open) cameFrom.set(id, item);
  while (open.length > 0) {
    const id = open.pop() as string;
    if (id === item) return pathBack(cameFrom, item);
    for (const next of state.items.get(id)?.fields.dependsOn ?? []) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, id);
      open.push(next);
    }
  }
  return null;
}

function pathBack(cameFrom: Map<string, string>, item: string): string[] {
  const path = [item];
  for (let at = cameFrom.get(item); at !== undefined && at !== item; at = cameFrom.get(at)) path.push(at);
  return [...path, item].reverse();
}
