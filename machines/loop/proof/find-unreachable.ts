import type { FrozenLoop } from "../frozen-loop.ts";
import type { LoopProblem } from "../problem.ts";
import { branchesOf, statePath } from "../states.ts";
import type { Exploration } from "./explore.ts";

/**
 * States that no run can enter. A limit of zero may close a door on purpose, so where one is zero only states
 * that no branch leads to are reported.
 */
export function findUnreachable(loop: FrozenLoop, exploration: Exploration): LoopProblem[] {
  const closed = Object.values(loop.limits).includes(0);
  const reached = closed ? ledTo(loop) : new Set(exploration.nodes.map((node) => node.state));
  return Object.entries(loop.config.states)
    .filter(([name]) => !reached.has(name))
    .map(([name, state]): LoopProblem => {
      const message = `No run can reach "${name}".`;
      const fix = "Lead a branch or an entry to it, or remove it.";
      return { code: "loop.unreachable-state", path: statePath(name, state), message, fix, stage: name };
    });
}

/** The states that branches lead to from an entry, whatever their guards say. */
function ledTo(loop: FrozenLoop): Set<string> {
  const reached = new Set(Object.values(loop.entries));
  for (const name of reached) {
    const state = loop.config.states[name];
    for (const { branch } of state ? branchesOf(name, state) : []) reached.add(branch.target);
  }
  return reached;
}
