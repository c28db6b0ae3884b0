import type { FailureClass } from "./contract/failure-class.ts";

/** The terminal that an agent claims, and why it cannot stand. */
export interface SettledTerminal {
  claimed: string | null;
  failure: FailureClass | null;
  detail: string;
}

/**
 * One terminal out of a result file and the markers of the final message. The result file comes first; a legal marker that
 * differs from it is a contradiction (others are headings), and so are two different legal markers. Without a result file
 * the last marker counts, legal or not.
 */
export function settleTerminal(fromFile: string | null, markers: readonly string[], legal: readonly string[]): SettledTerminal {
  const spoken = [...new Set(markers.filter((marker) => legal.includes(marker)))];
  const claimed = fromFile ?? markers.at(-1) ?? null;
  if (claimed === null) return { claimed, failure: "terminal_missing", detail: `no terminal; legal were ${legal.join(", ")}` };
  const voices = fromFile === null ? spoken : [...new Set([fromFile, ...spoken])];
  if (voices.length > 1) return { claimed, failure: "terminal_conflicting", detail: `several terminals: ${voices.join(", ")}` };
  if (!legal.includes(claimed)) {
    return { claimed, failure: "terminal_illegal", detail: `"${claimed}" is not legal here; legal were ${legal.join(", ")}` };
  }
  return { claimed, failure: null, detail: "" };
}
