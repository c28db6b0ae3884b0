import { costOf, type TokenPrice } from "../../state/cost-of.ts";
import type { Usage } from "../contract/usage.ts";
import type { HarnessEvent } from "../harness/harness-event.ts";

/** What an attempt has used so far, told answer by answer. */
export interface Spending {
  take(event: HarnessEvent): void;
  /** Null until an answer was told. */
  total(): Usage | null;
}

/** Adds up what the answers used. An answer that is told again, by the same id, counts once. Cost is null once a part is unknown. */
export function newSpending(): Spending {
  let sum: Usage | null = null;
  let last: { answer: string; usage: Usage; before: Usage | null } | null = null;
  return {
    take(event) {
      if (event.type !== "spent") return;
      const again = last !== null && event.answer !== undefined && last.answer === event.answer;
      const before: Usage | null = again && last !== null ? last.before : sum;
      last = { answer: event.answer ?? "", usage: event.usage, before };
      sum = plus(event.usage, before);
    },
    total: () => sum,
  };
}

/** US dollars for what was used, by the price where there is one, else as the harness says; null where neither is known. */
export function costBy(usage: Usage, price: TokenPrice | null | undefined): number | null {
  return price ? costOf(usage, price) : usage.costUsd;
}

/** Both together; the first alone where there is no second. Cost is null where that of one is. */
export function plus(a: Usage, b: Usage | null): Usage {
  if (b === null) return a;
  return {
    input: a.input + b.input,
    cached: a.cached + b.cached,
    output: a.output + b.output,
    reasoning: a.reasoning + b.reasoning,
    costUsd: a.costUsd === null || b.costUsd === null ? null : a.costUsd + b.costUsd,
  };
}

/** The first without the second, which was counted before it; never less than nothing. */
export function minus(sum: Usage, before: Usage | null): Usage {
  if (before === null) return sum;
  const less = (name: "input" | "cached" | "output" | "reasoning"): number => Math.max(0, sum[name] - before[name]);
  const cost = sum.costUsd === null || before.costUsd === null ? null : Math.max(0, sum.costUsd - before.costUsd);
  return { input: less("input"), cached: less("cached"), output: less("output"), reasoning: less("reasoning"), costUsd: cost };
}
