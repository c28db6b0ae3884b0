import type { TokenPrice } from "../contract/stage-run-request.ts";
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
      sum = before === null ? event.usage : plus(before, event.usage);
    },
    total: () => sum,
  };
}

/** US dollars for what was used, by the price where there is one, else as the harness says; null where neither is known. */
export function costOf(usage: Usage, price: TokenPrice | null | undefined): number | null {
  if (!price) return usage.costUsd;
  const fresh = Math.max(0, usage.input - usage.cached);
  return (fresh * price.inputPerMillion + usage.cached * price.cachedPerMillion + usage.output * price.outputPerMillion) / 1e6;
}

function plus(a: Usage, b: Usage): Usage {
  return {
    input: a.input + b.input,
    cached: a.cached + b.cached,
    output: a.output + b.output,
    reasoning: a.reasoning + b.reasoning,
    costUsd: a.costUsd === null || b.costUsd === null ? null : a.costUsd + b.costUsd,
  };
}
