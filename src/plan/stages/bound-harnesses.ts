import type { FrozenPlan, StageBinding } from "../frozen-plan.ts";
import { type HarnessFacts, runnerFacts } from "./runner-facts.ts";

/** A program of a harness as a plan binds it, with the stages that start it. */
export interface BoundHarness {
  runner: string;
  argv: readonly string[];
  facts: HarnessFacts;
  /** By `<loop>/<stage>`, at least one. */
  stages: { name: string; binding: StageBinding }[];
  /** Variables that it inherits. */
  allow: readonly string[];
  /** Variables that it gets with these values. */
  set: Readonly<Record<string, string>>;
}

/** Each program of each harness that a plan binds once for each environment. */
export function boundHarnesses(plan: FrozenPlan): BoundHarness[] {
  const found = new Map<string, BoundHarness>();
  for (const [name, binding] of Object.entries(plan.stages)) {
    const facts = runnerFacts[binding.runner]?.harness;
    if (!facts) continue;
    const argv = binding.argv.length > 0 ? binding.argv : [facts.program];
    const key = JSON.stringify([binding.runner, argv, binding.env, binding.extraArgs]);
    const allow = [...plan.env.allow, ...(binding.variables ?? [])];
    const bound = found.get(key) ?? { runner: binding.runner, argv, facts, stages: [], allow, set: binding.env };
    bound.stages.push({ name, binding });
    found.set(key, bound);
  }
  return [...found.values()];
}
