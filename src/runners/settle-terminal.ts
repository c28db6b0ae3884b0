import type { FailureClass } from "./contract/failure-class.ts";

/** The terminal that an agent claims, and why it cannot stand. */
export interface SettledTerminal {
  claimed: string | null;
  failure: FailureClass | null;
  detail: string;
}

/**
 * One terminal out of structured results (the result file, then what was handed in by the harness's own schema) and the markers
 * of the final message. Structured results come first; a legal marker that differs from them is a contradiction (others are
 * headings), and so are two different structured results, and two different legal markers. Without a structured result the last
 * marker counts, legal or not.
 */
export function settleTerminal(structured: readonly string[], markers: readonly string[], legal: readonly string[]): SettledTerminal {
  const spoken = [...new Set(markers.filter((marker) => legal.includes(marker)))];
  const claimed = structured[0] ?? markers.at(-1) ?? null;
  if (claimed === null) return { claimed, failure: "terminal_missing", detail: `no terminal; legal were ${legal.join(", ")}` };
  const voices = [...new Set([...structured, ...spoken])];
  if (voices.length > 1) return { claimed, failure: "terminal_conflicting", detail: `several terminals: ${voices.join(", ")}` };
  if (!legal.includes(claimed)) {
    return { claimed, failure: "terminal_illegal", detail: `"${claimed}" is not legal here; legal were ${legal.join(", ")}` };
  }
  return { claimed, failure: null, detail: "" };
}
