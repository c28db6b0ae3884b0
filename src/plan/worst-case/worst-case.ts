import type { FrozenLoop } from "../../../machines/loop/frozen-loop.ts";
import { type Policy, type Prices, tokenPrice } from "../../state/policy.ts";
import type { FrozenPlan, StageBinding } from "../frozen-plan.ts";
import { type Heaviest, heaviestPaths } from "./heaviest-path.ts";

/** What something can cost at most. Each figure is the worst of its own: they need not come from the same course of events. */
export interface Cost {
  /** Entries into stages. */
  visits: number;
  /** Launches of a runner: visits times the attempts that a visit may take. */
  attempts: number;
  /** Hours of stages, back-offs and checks at their timeouts; time spent waiting in the queue or stopped is not in it. */
  hours: number;
  /** US dollars; null when the price of a stage is not known. */
  usd: number | null;
}

export interface KindWorstCase {
  kind: string;
  loop: string;
  run: Cost;
  /** All runs of one item, until an operator resets it. */
  item: Cost;
}

export interface WorstCase {
  attemptsPerVisit: number;
  runsPerItem: number;
  kinds: KindWorstCase[];
  /** Why there is no figure in dollars; null where there is one. */
  usdUnknown: string | null;
}

/**
 * The worst case of every kind of work that the plan takes, exact over the loop's whole graph. `checks` are the required
 * checks of an item, names or commands; without an item every named check counts. They run at verdict stages and once for
 * the baseline.
 */
export function worstCase(
  plan: FrozenPlan,
  policy: Policy,
  prices: Prices,
  checks: readonly string[] = Object.keys(plan.checks),
): WorstCase {
  const attemptsPerVisit = 1 + plan.limits.retriesPerVisit + plan.limits.interruptionsPerVisit;
  const unpriced = new Set<string>();
  const searched = new Map<string, Heaviest>();
  const kinds = Object.entries(plan.loopFor).flatMap(([kind, id]) => {
    const loop = plan.loops[id];
    if (!loop) return [];
    const heaviest = searched.get(id) ?? heaviestPaths(loop);
    searched.set(id, heaviest);
    const run = costOfRun(plan, loop, kind, { heaviest, attemptsPerVisit, prices, unpriced, checkSeconds: checkSeconds(plan, checks) });
    return [{ kind, loop: id, run, item: atMost(times(run, policy.runsPerItem), policy, dearestAttempt(plan, id, prices)) }];
  });
  return { attemptsPerVisit, runsPerItem: policy.runsPerItem, kinds, usdUnknown: reason(unpriced) };
}

interface Measures {
  heaviest: Heaviest;
  attemptsPerVisit: number;
  prices: Prices;
  unpriced: Set<string>;
  checkSeconds: number;
}

function costOfRun(plan: FrozenPlan, loop: FrozenLoop, kind: string, measures: Measures): Cost {
  const { heaviest, attemptsPerVisit, prices, unpriced } = measures;
  const binding = (stage: string) => plan.stages[`${loop.id}/${stage}`];
  const visits = heaviest(() => 1)[kind] ?? 0;
  const seconds = heaviest((stage) => {
    const { timeoutSeconds = 0, graceSeconds = 0 } = binding(stage) ?? {};
    const checking = loop.stages[stage]?.verifies ? measures.checkSeconds : 0;
    return attemptsPerVisit * (timeoutSeconds + graceSeconds) + backoffSeconds(plan) + checking;
  });
  let priced = true;
  const usd = heaviest((stage) => {
    const bound = binding(stage);
    const price = bound ? priceOf(bound, prices) : null;
    if (price !== null) return attemptsPerVisit * price;
    unpriced.add(bound?.model ?? bound?.runner ?? "");
    priced = false;
    return 0;
  });
  return {
    visits,
    attempts: visits * attemptsPerVisit,
    hours: ((seconds[kind] ?? 0) + measures.checkSeconds) / 3600,
    usd: priced ? (usd[kind] ?? 0) : null,
  };
}

/**
 * The most that one attempt may cost: what its model's price says, else the limits at which it is ended while it runs. The shell
 * runner starts no model: it costs nothing.
 */
function priceOf({ runner, model, tokenLimit = 0, costLimitUsd = 0 }: StageBinding, prices: Prices): number | null {
  const name = model ?? runner;
  const stated = Object.hasOwn(prices, name) ? prices[name]?.perAttempt : undefined;
  if (stated !== undefined) return stated;
  const perToken = tokenPrice(prices, name);
  if (perToken === null) return runner === "shell" ? 0 : null;
  const dearest = Math.max(perToken.inputPerMillion, perToken.cachedPerMillion, perToken.outputPerMillion) / 1_000_000;
  const limits = [costLimitUsd, tokenLimit * dearest].filter((limit) => limit > 0);
  return limits.length === 0 ? null : Math.min(...limits);
}

/** The most that one attempt of a loop may cost; null where that of a stage is not known. */
function dearestAttempt({ stages }: FrozenPlan, loop: string, prices: Prices): number | null {
  const costs = Object.entries(stages).flatMap(([name, binding]) => (name.startsWith(`${loop}/`) ? [priceOf(binding, prices)] : []));
  return costs.includes(null) ? null : Math.max(0, ...costs.map((cost) => cost ?? 0));
}

/** No attempt of an item begins once its money is used up: at most the last one goes beyond. */
function atMost(item: Cost, { usdPerItem = 0 }: Policy, attempt: number | null): Cost {
  if (usdPerItem === 0 || attempt === null || item.usd === null) return item;
  return { ...item, usd: Math.min(item.usd, usdPerItem + attempt) };
}

/** All back-offs of one visit together. */
function backoffSeconds({ limits }: FrozenPlan): number {
  let millis = 0;
  for (let retry = 0; retry < limits.retriesPerVisit; retry++)
    millis += Math.min(limits.backoffMillis * 2 ** retry, limits.backoffCeilingMillis);
  return millis / 1000;
}

function checkSeconds(plan: FrozenPlan, checks: readonly string[]): number {
  const seconds = checks.map(
    (name) => (Object.hasOwn(plan.checks, name) ? plan.checks[name]?.timeoutSeconds : undefined) ?? plan.checkTimeoutSeconds,
  );
  return seconds.reduce((sum, timeout) => sum + timeout, 0);
}

function times({ visits, attempts, hours, usd }: Cost, count: number): Cost {
  return { visits: visits * count, attempts: attempts * count, hours: hours * count, usd: usd === null ? null : usd * count };
}

function reason(unpriced: ReadonlySet<string>): string | null {
  if (unpriced.size === 0) return null;
  const names = [...unpriced].sort();
  const tables = names.map((name) => `[prices.${JSON.stringify(name)}]`).join(", ");
  return `No price for ${names.join(", ")}: write usd_per_attempt under ${tables}, or prices per million tokens and cost_limit_usd for the stages`;
}
