import type { Phase } from "../../machines/runtime/item.ts";

const LIVE: ReadonlySet<Phase> = new Set(["queued", "active", "blocked"]);

/** True while an item may still be worked on without an operator's retry. */
export function isLive(phase: Phase): boolean {
  return LIVE.has(phase);
}
