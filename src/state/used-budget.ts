import { attemptsToday } from "./attempts-today.ts";
import { countOf, dayAt } from "./day.ts";
import type { Usage } from "./run.ts";
import { moneyOf, spendMore } from "./spend.ts";
import type { State } from "./state.ts";

/** A budget of the day that lets no further attempt begin. */
export type UsedBudget =
  | { budget: "attempts" | "usd" | "tokens"; limit: number; used: number }
  /** There is a limit in money, and nobody knows what was spent: no price is known of these models or runners. */
  | { budget: "unpriced"; names: string[] };

/** The first budget of the UTC day of `now` that is used up; null where there is room. `more` was used beside what the state knows. */
export function usedBudget(
  state: Pick<State, "policy" | "day">,
  now: number,
  more: { name: string; usage: Usage } | null = null,
): UsedBudget | null {
  const { attemptsPerDay, usdPerDay = 0, tokensPerDay = 0, usdPerItem = 0, prices = {} } = state.policy;
  const attempts = attemptsToday(state, now);
  if (attemptsPerDay > 0 && attempts >= attemptsPerDay) return { budget: "attempts", limit: attemptsPerDay, used: attempts };
  const before = countOf(state.day, dayAt(now)).spent;
  const spent = more === null ? before : spendMore(before, more.name, more.usage);
  const tokens = spent?.tokens ?? 0;
  if (tokensPerDay > 0 && tokens >= tokensPerDay) return { budget: "tokens", limit: tokensPerDay, used: tokens };
  const { usd, unknown } = moneyOf(spent, prices);
  if (usdPerDay > 0 && usd >= usdPerDay) return { budget: "usd", limit: usdPerDay, used: usd };
  return (usdPerDay > 0 || usdPerItem > 0) && unknown.length > 0 ? { budget: "unpriced", names: unknown } : null;
}
