import type { Paper } from "./paper.ts";

/** How the phase of an item, or the phase or outcome of a run, is coloured. */
export function phaseStyle(phase: string, paper: Paper): (text: string) => string {
  switch (phase) {
    case "done":
      return paper.green;
    case "blocked":
    case "stuck":
      return paper.red;
    case "handoff":
    case "handed_off":
    case "waiting":
      return paper.yellow;
    case "cancelled":
    case "queued":
      return paper.dim;
    default:
      return paper.cyan;
  }
}
