import type { FrozenLoop } from "../frozen-loop.ts";
import { legalTerminals } from "../legal-terminals.ts";
import { combinations, counterCaps, everyCounters, saturate } from "./counter-caps.ts";
import { type Configuration, loopTable } from "./loop-table.ts";

/** Every configuration a loop can reach, as a graph. */
export interface Exploration {
  readonly nodes: readonly Configuration[];
  /** By node: the moves out of it. A choice has one, without a terminal; a final has none. */
  readonly moves: readonly (readonly Move[])[];
  /** Nodes where runs begin, with the kind of work; the first of each kind has all counters at zero. */
  readonly starts: readonly { readonly kind: string; readonly node: number }[];
  /** Moves that no branch allows: the node, and the terminal or null at a choice. */
  readonly stuck: readonly { readonly node: number; readonly terminal: string | null }[];
  /** True when the search was given up: there are more configurations than allowed. */
  readonly truncated: boolean;
}

export interface Move {
  readonly terminal: string | null;
  readonly to: number;
}

/** Breadth-first over states and counters, from every entry with every counters an item may bring along. */
export function explore(loop: FrozenLoop, most: number): Exploration {
  const table = loopTable(loop);
  const caps = counterCaps(loop);
  const nodes: Configuration[] = [];
  const index = new Map<string, number>();
  const moves: Move[][] = [];
  const starts: { kind: string; node: number }[] = [];
  const stuck: { node: number; terminal: string | null }[] = [];

  const visit = ({ state, context }: Configuration): number => {
    const node = { state, context: saturate(caps, context) };
    const key = `${state}|${node.context.remembered}|${Object.values(node.context.counters).join()}`;
    const known = index.get(key);
    if (known !== undefined) return known;
    index.set(key, nodes.length);
    return nodes.push(node) - 1;
  };

  if (combinations(caps) > most) return { nodes, moves, starts, stuck, truncated: true };
  for (const [kind, state] of Object.entries(loop.entries)) {
    for (const counters of everyCounters(caps)) starts.push({ kind, node: visit({ state, context: { counters, remembered: null } }) });
  }
  for (let node = 0; node < nodes.length; node++) {
    if (nodes.length > most) return { nodes, moves, starts, stuck, truncated: true };
    const { state, context } = nodes[node] as Configuration;
    const out: Move[] = [];
    for (const terminal of exits(loop, state)) {
      const next = table.take(table.branches(state, terminal), context);
      if (next) out.push({ terminal, to: visit(next) });
      else stuck.push({ node, terminal });
    }
    moves.push(out);
  }
  return { nodes, moves, starts, stuck, truncated: false };
}

/** A stage leaves by its legal terminals, a choice by itself, a final not at all. */
function exits(loop: FrozenLoop, name: string): readonly (string | null)[] {
  const state = loop.config.states[name];
  if (!state || "type" in state) return [];
  return "always" in state ? [null] : legalTerminals(loop, name);
}
