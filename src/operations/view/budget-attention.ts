import { usedBudget } from "../../state/used-budget.ts";
import type { Attention } from "../schemas/attention.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/** A budget of the day that is used up; only while there is work that it keeps from going on. */
export function budgetAttention({ head, counts }: WorkspaceView, now: number): Attention[] {
  const used = usedBudget(head, now);
  const waits = head.runs.size > 0 || counts().some(({ phase, count }) => phase === "queued" && count > 0);
  if (used === null || !waits) return [];
  const about = { code: "budget-used", subject: "budget" } as const;
  const why = "no attempt is launched before the next day (UTC)";
  switch (used.budget) {
    case "attempts": {
      const what = `The budget of ${used.limit} attempts a day is used up`;
      return [{ ...about, what, why, command: `millrace config set limits.attempts_per_day ${used.limit * 2}` }];
    }
    case "tokens": {
      const what = `The budget of ${used.limit} tokens a day is used up: ${used.used} were used`;
      return [{ ...about, what, why, command: `millrace config set limits.tokens_per_day ${used.limit * 2}` }];
    }
    case "usd": {
      const what = `The budget of ${used.limit.toFixed(2)} USD a day is used up: ${used.used.toFixed(2)} were spent`;
      return [{ ...about, what, why, command: `millrace config set limits.usd_per_day ${used.limit * 2}` }];
    }
    case "unpriced": {
      const what = `There is a limit in money, but no price is known of ${used.names.join(", ")}`;
      const command = `millrace config set 'prices.${JSON.stringify(used.names[0])}.usd_per_attempt' 1`;
      return [{ ...about, what, why: "until a price is written nobody knows what was spent, and no attempt is launched", command }];
    }
  }
}
