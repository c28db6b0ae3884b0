import type { Config } from "./config/config.ts";

/** The most that one attempt may cost in US dollars, by model, or by runner where no model is named. */
export type Prices = Readonly<Record<string, number>>;

/** The prices that a configuration states. */
export function pricesOf(config: Config): Prices {
  return Object.fromEntries(Object.entries(config.values.prices ?? {}).map(([name, price]) => [name, price.usd_per_attempt]));
}
