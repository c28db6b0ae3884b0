import type { FrozenLoop } from "../frozen-loop.ts";
import type { PathStep } from "../problem.ts";
import type { Exploration } from "./explore.ts";

export interface LongestPaths {
  /** Most stage visits of a run, by kind of work, whatever counters the item brings along. */
  readonly bounds: Readonly<Record<string, number>>;
  readonly bound: number;
  readonly longestPath: readonly PathStep[];
}

/** Longest paths by dynamic programming; `order` lists every node after all that it leads to. */
export function longestPaths(loop: FrozenLoop, { nodes, moves, starts }: Exploration, order: readonly number[]): LongestPaths {
  const visits = new Int32Array(nodes.length);
  const best = new Map<number, { terminal: string | null; to: number }>();
  for (const node of order) {
    let most = 0;
    for (const move of moves[node] ?? []) {
      const ahead = visits[move.to] ?? 0;
      if (best.has(node) && ahead <= most) continue;
      most = ahead;
      best.set(node, move);
    }
    visits[node] = most + (Object.hasOwn(loop.stages, nodes[node]?.state ?? "") ? 1 : 0);
  }
  const bounds: Record<string, number> = {};
  let longest = starts[0];
  for (const start of starts) {
    bounds[start.kind] = Math.max(bounds[start.kind] ?? 0, visits[start.node] ?? 0);
    if ((visits[start.node] ?? 0) > (visits[longest?.node ?? 0] ?? 0)) longest = start;
  }
  const longestPath: PathStep[] = [];
  for (let node = longest?.node; node !== undefined; node = best.get(node)?.to) {
    const move = best.get(node);
    if (move && move.terminal !== null) longestPath.push({ stage: nodes[node]?.state ?? "", terminal: move.terminal });
  }
  return { bounds, bound: Math.max(0, ...Object.values(bounds)), longestPath };
}
