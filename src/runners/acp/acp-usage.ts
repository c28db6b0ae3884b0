import type { Usage } from "../contract/usage.ts";
import { countOf, type Fields } from "../harness/fields.ts";

/** What a turn used, where the agent tells it (the protocol does not ask for it); null where it does not. Money is not told. */
export function acpUsage(usage: Fields): Usage | null {
  const [input, output] = [countOf(usage.inputTokens), countOf(usage.outputTokens)];
  if (input + output === 0) return null;
  const cached = countOf(usage.cachedReadTokens);
  return {
    input: input + cached + countOf(usage.cachedWriteTokens),
    cached,
    output,
    reasoning: countOf(usage.thoughtTokens),
    costUsd: null,
  };
}
