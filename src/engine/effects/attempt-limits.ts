import type { StageBinding } from "../../plan/frozen-plan.ts";
import type { StageLimits } from "../../runners/contract/stage-run-request.ts";
import { countOf, dayAt } from "../../state/day.ts";
import type { Item } from "../../state/item.ts";
import { moneyOf } from "../../state/spend.ts";
import type { State } from "../../state/state.ts";

/**
 * What an attempt is ended at. Of an agent's harness also tokens and money: its stage's own limits, and no more than its item and
 * the day have left.
 */
export function attemptLimits({ policy, day }: State, item: Item, binding: StageBinding, now: number): StageLimits {
  const { timeoutSeconds, graceSeconds, outputBytes, tokenLimit = 0, costLimitUsd = 0, repeatLimit = 0, stallSeconds = 0 } = binding;
  const common = { timeoutSeconds, graceSeconds, outputBytes };
  if (binding.permission === undefined) return common;
  const { tokensPerDay = 0, usdPerDay = 0, usdPerItem = 0, prices = {} } = policy;
  const today = countOf(day, dayAt(now)).spent;
  const tokens = least(tokenLimit, left(tokensPerDay, today?.tokens ?? 0));
  const costUsd = least(costLimitUsd, left(usdPerDay, moneyOf(today, prices).usd), left(usdPerItem, moneyOf(item.spent, prices).usd));
  return {
    ...common,
    ...(tokens > 0 && { tokens }),
    ...(costUsd > 0 && { costUsd }),
    ...(repeatLimit > 0 && { repeats: repeatLimit }),
    ...(stallSeconds > 0 && { stallSeconds }),
  };
}

/** Of a limit; 0 where there is none. An attempt is not requested where nothing is left. */
function left(limit: number, used: number): number {
  return limit === 0 ? 0 : Math.max(0, limit - used);
}

/** The least of the limits that there are; 0 where there is none. */
function least(...limits: number[]): number {
  const set = limits.filter((limit) => limit > 0);
  return set.length === 0 ? 0 : Math.min(...set);
}
