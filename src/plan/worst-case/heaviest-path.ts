import type { FrozenLoop } from "../../../machines/loop/frozen-loop.ts";
import { components } from "../../../machines/loop/proof/components.ts";
import { explore } from "../../../machines/loop/proof/explore.ts";
import { mostConfigurations } from "../../../machines/loop/proof/prove-loop.ts";

/** The weight of the heaviest run of each kind of work, when a visit of a stage weighs so much. */
export type Heaviest = (weight: (stage: string) => number) => Readonly<Record<string, number>>;

/**
 * Searches a proved loop once for the heaviest paths through its configurations: exact, because the graph has no cycle.
 * Counters that an item brings along are all tried, as in the proof.
 */
export function heaviestPaths(loop: FrozenLoop): Heaviest {
  const { nodes, moves, starts } = explore(loop, mostConfigurations);
  const order = components(moves).flat();
  return (weight) => {
    const heaviest = new Float64Array(nodes.length);
    for (const node of order) {
      const stage = nodes[node]?.state ?? "";
      const ahead = (moves[node] ?? []).map(({ to }) => heaviest[to] ?? 0);
      heaviest[node] = Math.max(0, ...ahead) + (Object.hasOwn(loop.stages, stage) ? weight(stage) : 0);
    }
    const byKind: Record<string, number> = {};
    for (const { kind, node } of starts) byKind[kind] = Math.max(byKind[kind] ?? 0, heaviest[node] ?? 0);
    return byKind;
  };
}
