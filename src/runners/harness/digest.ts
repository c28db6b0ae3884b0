import type { Usage } from "../contract/usage.ts";
import { newSpending } from "../watch/spending.ts";
import type { HarnessEvent } from "./harness-event.ts";

/** What the events of one program come to. */
export interface Digest {
  session: string | null;
  model: string | null;
  /** The last thing that the agent said, "" for nothing. */
  finalMessage: string;
  /** The sum that it told last, as it counts. */
  usage: Usage | null;
  /** What its answers used, where it tells of each. */
  spent: Usage | null;
  error: Extract<HarnessEvent, { type: "error" }> | null;
  /** Whether the turn ended well or badly; null when it did not end. */
  ended: "ok" | "failed" | null;
}

/** Folds events in their order. An error counts only while nothing that works comes after it. */
export function digest(events: Iterable<HarnessEvent>): Digest {
  const seen: Digest = { session: null, model: null, finalMessage: "", usage: null, spent: null, error: null, ended: null };
  const spending = newSpending();
  for (const event of events) {
    take(seen, event);
    spending.take(event);
  }
  return { ...seen, spent: spending.total() };
}

function take(seen: Digest, event: HarnessEvent): void {
  switch (event.type) {
    case "session":
      seen.session = event.id;
      return;
    case "model":
      seen.model = event.name;
      return;
    case "text":
      seen.finalMessage = event.text;
      seen.error = null;
      return;
    case "tool":
    case "file":
      seen.error = null;
      return;
    case "spent":
      return;
    case "usage":
      seen.usage = event.usage;
      return;
    case "error":
      seen.error = event;
      return;
    case "end":
      seen.ended = event.ok ? "ok" : "failed";
      if (event.ok && seen.error?.kind !== "refusal") seen.error = null;
  }
}
