import type { TokenPrice } from "./cost-of.ts";

/** What stays live beside the plan; its changes are events. */
export interface Policy {
  /** Runs at the same time. */
  maxRuns: number;
  /** Runs of one item before an operator has to reset it. */
  runsPerItem: number;
  /** Attempts in one UTC day over the whole workspace; 0 for no limit. */
  attemptsPerDay: number;
  /** Items that agents may add to what descends from one root. */
  itemsPerRoot: number;
  /** Incidents that the runtime may open for one root: how often execution may hand its work back to planning. */
  incidentsPerRoot: number;
  /** Commands of agents that need no approval, each exactly as it is. */
  allowedCommands: string[];
  /** US dollars and tokens in one UTC day over the whole workspace, and US dollars of one item; absent for no limit. */
  usdPerDay?: number | undefined;
  tokensPerDay?: number | undefined;
  usdPerItem?: number | undefined;
  /** By model, or by runner where no model is named; absent where there is none. */
  prices?: Prices | undefined;
}

/** What a model costs, in US dollars. */
export interface Price {
  /** The most that one attempt may cost: for the worst case, and where nothing else is known. */
  perAttempt?: number | undefined;
  /** For a million tokens each: input and output together, or none; cached input costs what input costs where it is not said. */
  inputPerMillion?: number | undefined;
  cachedPerMillion?: number | undefined;
  outputPerMillion?: number | undefined;
}

/** By model, or by runner where no model is named. */
export type Prices = Readonly<Record<string, Price>>;

/** What a million tokens cost of a model; null where the table does not say. */
export function tokenPrice(prices: Prices, name: string): TokenPrice | null {
  const { inputPerMillion, cachedPerMillion, outputPerMillion } = (Object.hasOwn(prices, name) ? prices[name] : undefined) ?? {};
  if (inputPerMillion === undefined || outputPerMillion === undefined) return null;
  return { inputPerMillion, cachedPerMillion: cachedPerMillion ?? inputPerMillion, outputPerMillion };
}
