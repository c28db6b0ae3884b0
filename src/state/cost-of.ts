/** Tokens by kind; `input` includes what was cached. */
export interface Tokens {
  input: number;
  cached: number;
  output: number;
}

/** US dollars for a million tokens of each kind. */
export interface TokenPrice {
  inputPerMillion: number;
  cachedPerMillion: number;
  outputPerMillion: number;
}

/** What tokens cost, in US dollars. */
export function costOf({ input, cached, output }: Tokens, price: TokenPrice): number {
  const fresh = Math.max(0, input - cached);
  return (fresh * price.inputPerMillion + cached * price.cachedPerMillion + output * price.outputPerMillion) / 1_000_000;
}
