import type { Usage } from "../contract/usage.ts";
import { countOf, type Fields, fields } from "../harness/fields.ts";

/**
 * Tokens as pi counts them, of one answer or of a session: what is read from or written to the cache stands beside the input.
 * The cost comes from pi's own table; it is 0 for models that the table does not know, so that 0 says nothing.
 */
export function piUsage(usage: Fields): Usage {
  const cached = countOf(usage.cacheRead);
  const cost = typeof usage.cost === "number" ? usage.cost : fields(usage.cost).total;
  return {
    input: countOf(usage.input) + cached + countOf(usage.cacheWrite),
    cached,
    output: countOf(usage.output),
    reasoning: 0,
    costUsd: typeof cost === "number" && cost > 0 ? cost : null,
  };
}
