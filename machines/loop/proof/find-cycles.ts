import type { FrozenLoop } from "../frozen-loop.ts";
import type { LoopProblem, PathStep } from "../problem.ts";
import { statePath } from "../states.ts";
import { isCyclic } from "./components.ts";
import type { Exploration } from "./explore.ts";
import { shortestCycle } from "./shortest-cycle.ts";

/** The cycles that no counter bounds, each once, shortest first. At most ten: mending one usually mends others. */
export function findCycles(loop: FrozenLoop, { nodes, moves }: Exploration, found: readonly (readonly number[])[]): LoopProblem[] {
  const cycles = new Map<string, PathStep[]>();
  for (const component of found) {
    if (!isCyclic(component, moves)) continue;
    const inside = new Set(component);
    const byState = new Map(component.map((node) => [nodes[node]?.state, node]));
    for (const start of byState.values()) {
      const cycle = shortestCycle(start, inside, moves).map(({ node, terminal }) => ({ stage: nodes[node]?.state ?? "", terminal }));
      const rotated = rotate(cycle);
      cycles.set(printCycle(rotated), rotated);
    }
  }
  const shortest = [...cycles].sort(([a, left], [b, right]) => left.length - right.length || (a < b ? -1 : 1));
  return shortest.slice(0, 10).map(([text, cycle]) => problem(loop, text, cycle));
}

function problem(loop: FrozenLoop, text: string, cycle: readonly PathStep[]): LoopProblem {
  const last = cycle.findLast((step) => step.terminal !== null) ?? cycle[0];
  const stage = last?.stage ?? "";
  const state = loop.config.states[stage];
  const place = state ? statePath(stage, state) : `stages.${stage}`;
  return {
    code: "loop.endless-cycle",
    path: last?.terminal ? `${place}.on.${last.terminal}` : place,
    message: `A run could go round for ever: ${text} uses up no counter.`,
    fix: 'Put a branch with when = "counterBelow <name>" and count = "<name>" on the cycle, and one that leaves it after.',
    stage,
    ...(last?.terminal ? { terminal: last.terminal } : {}),
    cycle,
  };
}

/** The same cycle begun at the stage that comes first by name, so that it is reported once. */
function rotate(cycle: readonly PathStep[]): PathStep[] {
  const key = (step: PathStep) => `${step.terminal === null ? 1 : 0} ${step.stage} ${step.terminal}`;
  const first = cycle.reduce((least, step, at) => (key(step) < key(cycle[least] ?? step) ? at : least), 0);
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}

/** `fixer -FIXER_COMPLETE-> doublechecker -FIX_NEEDED-> fixer` */
export function printCycle(cycle: readonly PathStep[]): string {
  const steps = cycle.map(({ stage, terminal }) => `${stage} -${terminal === null ? "" : `${terminal}-`}>`);
  return [...steps, cycle[0]?.stage ?? ""].join(" ");
}
