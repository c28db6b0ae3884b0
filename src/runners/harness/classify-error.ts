import type { FailureClass } from "../contract/failure-class.ts";

const byStatus: Readonly<Record<number, FailureClass>> = { 401: "auth", 402: "billing", 403: "auth", 408: "transport", 429: "rate_limit" };

/**
 * By the words of the harnesses and of the services behind them, the narrower meaning first: a quota that is used up also
 * comes with status 429, and a silent stream is also told as a broken one.
 */
const byWords: readonly (readonly [FailureClass, RegExp])[] = [
  [
    "billing",
    /insufficient[_ ]quota|quota exceeded|exceeded your current quota|billing|payment required|credit balance|usage[_ ]limit|out of credits/i,
  ],
  ["rate_limit", /rate[ _-]?limit|too many requests|\b429\b/i],
  [
    "auth",
    /unauthori[sz]ed|forbidden|authenticat|invalid (?:x-)?api[ _-]key|incorrect api key|no api key|missing environment variable|not logged in|please run \/login|\b40[13]\b/i,
  ],
  ["stall", /idle timeout|stalled|no (?:data|events) received/i],
  ["refusal", /content[_ ]filter|\brefusal\b|usage polic(?:y|ies)|safety (?:system|filter|reasons)/i],
  [
    "model_error",
    /context (?:window|length)|context_length|prompt is too long|does not exist|model_not_found|not_found_error|invalid_request|not supported|unknown model|unrecogni[sz]ed model/i,
  ],
  [
    "transport",
    /disconnect|connection|unable to connect|network|socket|ECONN\w+|ENOTFOUND|ETIMEDOUT|timed? ?out|high demand|overloaded|at capacity|unavailable|bad gateway|internal server error|(?:status|error:?|http) 5\d\d\b|stream (?:closed|ended)|exited unexpectedly/i,
  ],
];

/** Why a harness got no answer from its model: by the status of HTTP where it tells one, else by its words. */
export function classifyError(message: string, status: number | null = null): FailureClass {
  const spoken = byWords.find(([, words]) => words.test(message))?.[0] ?? null;
  if (spoken === "billing" || status === null) return spoken ?? "model_error";
  const known = byStatus[status];
  if (known !== undefined) return known;
  if (status >= 500) return "transport";
  return spoken === "refusal" ? "refusal" : "model_error";
}
