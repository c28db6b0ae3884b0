import type { FrozenLoop } from "../frozen-loop.ts";
import type { Edge } from "./edges.ts";

/**
 * The edges along which a path went: from each of its states to the next, and where no edge leads there, the fewest through
 * choices, which a path does not name.
 */
export function takenEdges(loop: FrozenLoop, edges: readonly Edge[], path: readonly string[]): ReadonlySet<Edge> {
  const taken = new Set<Edge>();
  for (const [index, from] of path.entries()) {
    for (const edge of fewest(loop, edges, from, path[index + 1] ?? "")) taken.add(edge);
  }
  return taken;
}

/** Breadth first: each way is one edge longer than those before it. */
function fewest(loop: FrozenLoop, edges: readonly Edge[], from: string, to: string): readonly Edge[] {
  const seen = new Set<string>();
  for (let ways: (readonly Edge[])[] = [[]]; ways.length > 0; ) {
    const longer: (readonly Edge[])[] = [];
    for (const way of ways) {
      for (const edge of edges.filter((one) => one.from === (way.at(-1)?.to ?? from))) {
        if (edge.to === to) return [...way, edge];
        if (!isChoice(loop, edge.to) || seen.has(edge.to)) continue;
        seen.add(edge.to);
        longer.push([...way, edge]);
      }
    }
    ways = longer;
  }
  return [];
}

function isChoice(loop: FrozenLoop, name: string): boolean {
  const state = loop.config.states[name];
  return state !== undefined && "always" in state;
}
