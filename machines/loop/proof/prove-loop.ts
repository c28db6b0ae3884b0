import type { FrozenLoop } from "../frozen-loop.ts";
import type { LoopProblem } from "../problem.ts";
import { components } from "./components.ts";
import { type Exploration, explore } from "./explore.ts";
import { findCycles } from "./find-cycles.ts";
import { findStuck } from "./find-stuck.ts";
import { findUnreachable } from "./find-unreachable.ts";
import { type LongestPaths, longestPaths } from "./longest-path.ts";

export interface LoopProof extends LongestPaths {
  /** Configurations of state and counters that were searched, choices and finals included. */
  readonly configurations: number;
  /** Moves between them. */
  readonly transitions: number;
  /** Empty when the loop is proved: every run ends within its bound, and handles whatever is legal on its way. */
  readonly problems: readonly LoopProblem[];
}

/** Configurations after which a search is given up, about a second of work. */
export const mostConfigurations = 200_000;

/**
 * Proves by exhaustive search that every run of a loop ends, whatever its stages report and whatever counters its
 * item brings along, and says after how many attempts at most. With problems the bounds are zero.
 */
export function proveLoop(loop: FrozenLoop, most: number = mostConfigurations): LoopProof {
  const exploration = explore(loop, most);
  const transitions = exploration.moves.reduce((sum, moves) => sum + moves.length, 0);
  const counted = { configurations: exploration.nodes.length, transitions };
  if (exploration.truncated) return { ...counted, ...unbounded, problems: [tooLarge(loop, most)] };
  const order = components(exploration.moves);
  const problems = findProblems(loop, exploration, order);
  const paths = problems.length > 0 ? unbounded : longestPaths(loop, exploration, order.flat());
  return { ...counted, ...paths, problems };
}

const unbounded: LongestPaths = { bound: 0, bounds: {}, longestPath: [] };

function findProblems(loop: FrozenLoop, exploration: Exploration, order: readonly (readonly number[])[]): LoopProblem[] {
  return [...findStuck(loop, exploration), ...findUnreachable(loop, exploration), ...findCycles(loop, exploration, order)];
}

function tooLarge(loop: FrozenLoop, most: number): LoopProblem {
  const limits = Object.entries(loop.limits).map(([name, value]) => `${name} = ${value}`);
  return {
    code: "loop.too-large",
    path: "limits",
    message: `The loop ${loop.id} has more than ${most} configurations with ${limits.join(", ")}: too many to prove that it ends.`,
    fix: "Lower the limits, or use fewer counters.",
  };
}
