import type { Move } from "./explore.ts";

/** One move of a cycle: the node it leaves, and by which terminal. */
export interface CycleMove {
  readonly node: number;
  readonly terminal: string | null;
}

/** The shortest cycle through a node that stays inside its component; empty when there is none. */
export function shortestCycle(start: number, inside: ReadonlySet<number>, moves: readonly (readonly Move[])[]): CycleMove[] {
  const cameFrom = new Map<number, CycleMove>();
  const queue = [start];
  for (const node of queue) {
    for (const { terminal, to } of moves[node] ?? []) {
      if (!inside.has(to) || cameFrom.has(to)) continue;
      cameFrom.set(to, { node, terminal });
      if (to === start) return walkBack(start, cameFrom);
      queue.push(to);
    }
  }
  return [];
}

function walkBack(start: number, cameFrom: ReadonlyMap<number, CycleMove>): CycleMove[] {
  const cycle: CycleMove[] = [];
  let move = cameFrom.get(start);
  while (move) {
    cycle.unshift(move);
    move = move.node === start ? undefined : cameFrom.get(move.node);
  }
  return cycle;
}
