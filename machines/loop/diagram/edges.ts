import type { Branch } from "../definition.ts";
import type { FrozenLoop } from "../frozen-loop.ts";
import { describeBranch } from "./describe-rule.ts";
import { stateOrder } from "./state-order.ts";

/** All moves between two states, one label each. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly labels: readonly string[];
}

/** The edges of a loop in the order of its states: the same text for the same loop, whatever the order of its keys. */
export function edgesOf(loop: FrozenLoop): Edge[] {
  const order = stateOrder(loop);
  return order.flatMap((from) => {
    const byTarget = new Map<string, string[]>();
    for (const { terminal, branches } of exits(loop, from)) {
      branches.forEach((branch, index) => {
        const labels = byTarget.get(branch.target) ?? [];
        byTarget.set(branch.target, [...labels, describeBranch(terminal, branch, index > 0)]);
      });
    }
    const place = (name: string) => order.indexOf(name);
    return [...byTarget].sort(([a], [b]) => place(a) - place(b)).map(([to, labels]) => ({ from, to, labels }));
  });
}

function exits(loop: FrozenLoop, name: string): { terminal: string | null; branches: readonly Branch[] }[] {
  const state = loop.config.states[name];
  if (!state || "type" in state) return [];
  if ("always" in state) return [{ terminal: null, branches: state.always }];
  const terminals = loop.stages[name]?.terminals ?? [];
  return terminals.map((terminal) => ({ terminal, branches: state.on[terminal] ?? [] }));
}
