import { counterOf, type LoopContext } from "../../vocabulary/context.ts";
import { counterBelow } from "../../vocabulary/counter-below.ts";
import type { FrozenLoop } from "../frozen-loop.ts";
import { branchesOf } from "../states.ts";

/**
 * The highest limit that any guard compares each counter with. Above it all values behave alike, so the search
 * need not tell them apart, and an uncounted cycle shows as a cycle instead of as endless counting.
 */
export type CounterCaps = ReadonlyMap<string, number>;

export function counterCaps(loop: FrozenLoop): CounterCaps {
  const caps = new Map<string, number>();
  for (const [name, state] of Object.entries(loop.config.states)) {
    for (const { branch } of branchesOf(name, state)) {
      if (branch.guard?.type !== counterBelow.key) continue;
      const { counter, limit } = branch.guard.params;
      caps.set(String(counter), Math.max(caps.get(String(counter)) ?? 0, Number(limit)));
    }
  }
  return caps;
}

/** The context with each counter at most at its cap, and counters that no guard reads left out. */
export function saturate(caps: CounterCaps, context: LoopContext): LoopContext {
  const counters = [...caps].map(([name, cap]): [string, number] => [name, Math.min(counterOf(context, name), cap)]);
  return { ...context, counters: Object.fromEntries(counters) };
}

/** Every combination of counters that an item may bring along from earlier runs. */
export function everyCounters(caps: CounterCaps): Record<string, number>[] {
  let all: Record<string, number>[] = [{}];
  for (const [name, cap] of caps) {
    all = all.flatMap((counters) => Array.from({ length: cap + 1 }, (_, value) => ({ ...counters, [name]: value })));
  }
  return all;
}

/** How many combinations `everyCounters` would make. */
export function combinations(caps: CounterCaps): number {
  return [...caps.values()].reduce((product, cap) => product * (cap + 1), 1);
}
