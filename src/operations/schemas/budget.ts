import { countOf } from "../../state/day.ts";
import { moneyOf } from "../../state/spend.ts";
import type { State } from "../../state/state.ts";
import type { Zod } from "../define-operation.ts";

/** What was used today (UTC), beside its limits. */
export const budgetSchema = (z: Zod) =>
  z.object({
    attemptsToday: z.number(),
    attemptsPerDay: z.number().describe("0 for no limit"),
    tokensToday: z.number().describe("Input and output together, as far as it was told"),
    tokensPerDay: z.number().describe("0 for no limit"),
    usdToday: z.number().describe("Without what has no price"),
    usdPerDay: z.number().describe("0 for no limit"),
    usdPerItem: z.number().describe("0 for no limit"),
    unpriced: z.array(z.string()).describe("Models or runners that were used today, and whose price nobody knows"),
  });

/** The same as of `today`, e.g. "2026-11-20". */
export function budgetOf({ day, policy }: Pick<State, "day" | "policy">, today: string) {
  const { attemptsPerDay, tokensPerDay = 0, usdPerDay = 0, usdPerItem = 0, prices = {} } = policy;
  const { attempts, spent } = countOf(day, today);
  const { usd, unknown } = moneyOf(spent, prices);
  return {
    attemptsToday: attempts,
    attemptsPerDay,
    tokensToday: spent?.tokens ?? 0,
    tokensPerDay,
    usdToday: usd,
    usdPerDay,
    usdPerItem,
    unpriced: unknown,
  };
}
