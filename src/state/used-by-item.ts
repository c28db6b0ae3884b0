import type { Item } from "./item.ts";
import type { Policy } from "./policy.ts";
import { moneyOf } from "./spend.ts";

/** As the reason of a run that ended because its item has used its money. */
export const ITEM_BUDGET = "usd_per_item";

/** Why no further attempt of an item may begin, where its money is used up: until an operator resets it, or raises the limit. */
export function usedByItem({ usdPerItem = 0, prices = {} }: Policy, { spent }: Item): { reason: string; detail: string } | null {
  const { usd } = moneyOf(spent, prices);
  if (usdPerItem === 0 || usd < usdPerItem) return null;
  return { reason: ITEM_BUDGET, detail: `${usd.toFixed(2)} of ${usdPerItem.toFixed(2)} USD are spent on this item` };
}
