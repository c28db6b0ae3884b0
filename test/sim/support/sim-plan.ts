import type { CompiledPlan } from "../../../src/engine/compiled-plan.ts";
import { canonicalJson } from "../../../src/kernel/canonical-json.ts";
import { sha256 } from "../../../src/kernel/sha256.ts";
import type { Compiled } from "../../../src/plan/compiled.ts";
import { policy } from "../../support/policy.ts";
import { shippedPlan } from "../../support/shipped-plan.ts";
import type { SimOptions } from "./options.ts";

const plans = new Map<string, { plan: CompiledPlan; text: string; hash: string }>();

function made(options: SimOptions): { plan: CompiledPlan; text: string; hash: string } {
  const { delivery, retriesPerVisit, interruptionsPerVisit } = options;
  const key = `${delivery} ${retriesPerVisit} ${interruptionsPerVisit}`;
  const known = plans.get(key);
  if (known) return known;
  const plan = shippedPlan((frozen) => {
    frozen.delivery = delivery;
    frozen.limits = { ...frozen.limits, retriesPerVisit, interruptionsPerVisit };
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
  const { maxRuns, incidentsPerRoot } = options;
  const live = policy({ maxRuns, incidentsPerRoot });
  return { ok: true, plan: plan.plan, hash, text, files: [], prices: {}, policy: live, workspaceName: null, provenance: {}, warnings: [] };
}
