import type { Price, Prices } from "../state/policy.ts";
import type { Config } from "./config/config.ts";

/** The prices that a configuration states, by model, or by runner where no model is named. */
export function pricesOf(config: Config): Prices {
  const prices: Record<string, Price> = {};
  for (const [name, written] of Object.entries(config.values.prices ?? {})) {
    const {
      usd_per_attempt: perAttempt,
      input_per_million: input,
      output_per_million: output,
      cached_per_million: cached = input,
    } = written;
    const perMillion = { inputPerMillion: input, cachedPerMillion: cached, outputPerMillion: output };
    prices[name] = { ...(perAttempt !== undefined && { perAttempt }), ...(input !== undefined && perMillion) };
  }
  return prices;
}
