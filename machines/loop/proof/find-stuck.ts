import type { FrozenLoop } from "../frozen-loop.ts";
import type { LoopProblem } from "../problem.ts";
import type { Exploration } from "./explore.ts";

/** Terminals and choices that some reachable counters leave without a branch; each reported once, with those counters. */
export function findStuck(loop: FrozenLoop, { nodes, stuck }: Exploration): LoopProblem[] {
  const problems = new Map<string, LoopProblem>();
  for (const { node, terminal } of stuck) {
    const at = nodes[node];
    if (!at || problems.has(`${at.state} ${terminal}`)) continue;
    const counters = JSON.stringify(at.context.counters);
    problems.set(`${at.state} ${terminal}`, terminal === null ? choice(at.state, counters) : handler(loop, at.state, terminal, counters));
  }
  return [...problems.values()];
}

function choice(state: string, counters: string): LoopProblem {
  const message = `The choice "${state}" has no branch to take when the counters are ${counters}.`;
  return { code: "loop.stuck-choice", path: `choices.${state}`, message, fix: "End it with a branch that has no condition.", stage: state };
}

function handler(loop: FrozenLoop, stage: string, terminal: string, counters: string): LoopProblem {
  const verdict = loop.stages[stage]?.refutesTo === terminal ? " It is also what a refuted pass becomes." : "";
  return {
    code: "loop.unhandled-terminal",
    path: `stages.${stage}.on.${terminal}`,
    message: `The stage "${stage}" may report ${terminal}, but nothing handles it when the counters are ${counters}.${verdict}`,
    fix: "End its branches with one that has no condition.",
    stage,
    terminal,
  };
}
