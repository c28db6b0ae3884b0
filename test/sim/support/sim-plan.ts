import type { CompiledPlan } from "../../../src/engine/compiled-plan.ts";
import { canonicalJson } from "../../../src/kernel/canonical-json.ts";
import { sha256 } from "../../../src/kernel/sha256.ts";
import type { Compiled } from "../../../src/plan/compiled.ts";
import { policy } from "../../support/policy.ts";
import { shippedPlan } from "../../support/shipped-plan.ts";
import type { SimOptions } from "./options.ts";

/** Stages that change files are an agent's; the others are scripts. */
const HARNESS = { runner: "codex_cli", model: "sim-model", permission: "basic" } as const;

/** Whether a stage, or "<loop>/<stage>", is bound to an agent's harness. */
export function isHarness(stage: string): boolean {
  return /(?:^|\/)(?:builder|fixer|planner)$/.test(stage);
}

const plans = new Map<string, { plan: CompiledPlan; text: string; hash: string }>();

function made(options: SimOptions): { plan: CompiledPlan; text: string; hash: string } {
  const { delivery, retriesPerVisit, interruptionsPerVisit } = options;
  const key = `${delivery} ${retriesPerVisit} ${interruptionsPerVisit}`;
  const known = plans.get(key);
  if (known) return known;
  const plan = shippedPlan((frozen) => {
    frozen.delivery = delivery;
    frozen.limits = { ...frozen.limits, retriesPerVisit, interruptionsPerVisit };
    for (const [name, binding] of Object.entries(frozen.stages)) if (isHarness(name)) frozen.stages[name] = { ...binding, ...HARNESS };
    frozen.checks = { check: { command: "make check", timeoutSeconds: 60 }, other: { command: "make other", timeoutSeconds: 60 } };
  });
  const text = canonicalJson(plan.plan);
  const one = { plan, text, hash: sha256(text) };
  plans.set(key, one);
  return one;
}

/** The plan of a scenario: the shipped loops with its limits. */
export function simPlan(options: SimOptions): CompiledPlan {
  return made(options).plan;
}

/** The same as the compiler would give it. */
export function compiledPlan(options: SimOptions): Compiled {
  const { plan, text, hash } = made(options);
  const { maxRuns, incidentsPerRoot, runsPerItem, itemsPerRoot, attemptsPerDay, usdPerItem } = options;
  const limits = { maxRuns, incidentsPerRoot, runsPerItem, itemsPerRoot, attemptsPerDay };
  const live = policy({ ...limits, ...(usdPerItem > 0 && { usdPerItem }) });
  return { ok: true, plan: plan.plan, hash, text, files: [], prices: {}, policy: live, workspaceName: null, provenance: {}, warnings: [] };
}
