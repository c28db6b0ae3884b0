import { counted } from "../../kernel/counted.ts";
import type { UsedByRun } from "./used-by-run.ts";

/** What a run cost as far as prices are known, and what is not known of it: `$0.1200 and 2 attempts at no known price (codex_cli)`. */
export function moneyText({ usd, unpriced, unpricedNames }: Pick<UsedByRun, "usd" | "unpriced" | "unpricedNames">): string {
  const known = `$${usd.toFixed(4)}`;
  if (unpriced === 0) return known;
  return `${usd > 0 ? `${known} and ` : ""}${counted(unpriced, "attempt")} at no known price (${unpricedNames.join(", ")})`;
}
