import { costOf, type Tokens } from "./cost-of.ts";
import { type Prices, tokenPrice } from "./policy.ts";
import type { Usage } from "./run.ts";

/** What was used over several attempts, as far as it was told. */
export interface Spend {
  /** Input and output together, cached input too. */
  tokens: number;
  /** US dollars, of the attempts whose cost was known when they ended. */
  usd: number;
  /** What was used at a price that nobody knew, by the name under which the configuration would have it. */
  unpriced: Record<string, Tokens & { attempts: number }>;
}

/** With what one more attempt used. `name`: of its model, or of its runner where none was named. */
export function spendMore(spent: Spend | undefined, name: string, { input, cached, output, costUsd }: Usage): Spend {
  const { tokens, usd, unpriced } = spent ?? { tokens: 0, usd: 0, unpriced: {} };
  const sum = { tokens: tokens + input + output, usd: usd + (costUsd ?? 0), unpriced };
  if (costUsd !== null || input + output === 0) return sum;
  const known = unpriced[name] ?? { input: 0, cached: 0, output: 0, attempts: 0 };
  const more = {
    input: known.input + input,
    cached: known.cached + cached,
    output: known.output + output,
    attempts: known.attempts + 1,
  };
  return { ...sum, unpriced: { ...unpriced, [name]: more } };
}

/** What it comes to in US dollars at present prices; `unknown` names what no price is known for, which is not in the sum. */
export function moneyOf(spent: Spend | undefined, prices: Prices): { usd: number; unknown: string[] } {
  const unknown: string[] = [];
  let usd = spent?.usd ?? 0;
  for (const [name, used] of Object.entries(spent?.unpriced ?? {})) {
    const price = tokenPrice(prices, name);
    const perAttempt = prices[name]?.perAttempt;
    if (price !== null) usd += costOf(used, price);
    else if (perAttempt !== undefined) usd += perAttempt * used.attempts;
    else unknown.push(name);
  }
  return { usd, unknown };
}
