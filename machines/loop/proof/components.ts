import type { Move } from "./explore.ts";

/**
 * The strongly connected components of the graph, each after all components it leads to (Tarjan 1972).
 * Iterative: a run may be longer than the call stack is deep.
 */
export function components(moves: readonly (readonly Move[])[]): number[][] {
  const order = new Int32Array(moves.length).fill(-1);
  const low = new Int32Array(moves.length);
  const onStack = new Uint8Array(moves.length);
  const stack: number[] = [];
  const found: number[][] = [];
  let clock = 0;

  const enter = (node: number) => {
    order[node] = low[node] = clock++;
    onStack[node] = 1;
    stack.push(node);
    return { node, next: 0 };
  };
  const close = (root: number) => {
    const members: number[] = [];
    for (let node = stack.pop(); node !== undefined; node = node === root ? undefined : stack.pop()) {
      onStack[node] = 0;
      members.push(node);
    }
    found.push(members);
  };

  for (let start = 0; start < moves.length; start++) {
    if (order[start] !== -1) continue;
    const path = [enter(start)];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { node } = top;
      const to = moves[node]?.[top.next++]?.to;
      if (to === undefined) {
        path.pop();
        const parent = path.at(-1)?.node;
        if (parent !== undefined) low[parent] = Math.min(low[parent] ?? 0, low[node] ?? 0);
        if (low[node] === order[node]) close(node);
      } else if (order[to] === -1) path.push(enter(to));
      else if (onStack[to]) low[node] = Math.min(low[node] ?? 0, order[to] ?? 0);
    }
  }
  return found;
}

/** True when the component holds a cycle: more than one node, or one that leads to itself. */
export function isCyclic(component: readonly number[], moves: readonly (readonly Move[])[]): boolean {
  const [first] = component;
  return component.length > 1 || (first !== undefined && (moves[first]?.some((move) => move.to === first) ?? false));
}
