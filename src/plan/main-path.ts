import { explore } from "../../machines/loop/proof/explore.ts";
import { mostConfigurations } from "../../machines/loop/proof/prove-loop.ts";
import type { FrozenPlan } from "./frozen-plan.ts";

export interface MainPathStep {
  stage: string;
  /** The terminal that leads on. */
  terminal: string;
  runner: string;
  model: string | null;
  timeoutSeconds: number;
  /** The runtime runs the required checks here. */
  verifies: boolean;
}

export interface MainPath {
  loop: string;
  steps: MainPathStep[];
  /** What becomes of the item, e.g. done. */
  outcome: string;
  /** `builder → checker → updater → done` */
  text: string;
}

/** The course of work of that kind when every stage succeeds; null when the plan binds no loop to it. */
export function mainPath(plan: FrozenPlan, kind: string): MainPath | null {
  const loop = plan.loops[plan.loopFor[kind] ?? ""];
  if (!loop) return null;
  const { nodes, moves, starts } = explore(loop, mostConfigurations);
  const steps: MainPathStep[] = [];
  // The first start of a kind has all counters at zero. A proved loop has no cycle, so that this ends.
  let node = starts.find((start) => start.kind === kind)?.node;
  while (node !== undefined) {
    const name: string = nodes[node]?.state ?? "";
    const state = loop.config.states[name];
    if (state && "output" in state) {
      const { item } = state.output;
      return { loop: loop.id, steps, outcome: item, text: [...steps.map(({ stage }) => stage), item].join(" → ") };
    }
    const rule = loop.stages[name];
    const terminal: string | null = rule?.terminals.find((candidate) => rule.resultClass[candidate] === "success") ?? null;
    if (rule && terminal !== null) {
      const { runner = "", model = null, timeoutSeconds = 0 } = plan.stages[`${loop.id}/${name}`] ?? {};
      steps.push({ stage: name, terminal, runner, model, timeoutSeconds, verifies: rule.verifies === true });
    }
    node = moves[node]?.find((move) => move.terminal === terminal)?.to;
  }
  return null;
}
