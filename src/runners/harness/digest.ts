import type { Usage } from "../contract/usage.ts";
import { newSpending } from "../watch/spending.ts";
import type { HarnessEvent } from "./harness-event.ts";

/** What the events of one program come to. */
export interface Digest {
  session: string | null;
  model: string | null;
  /** The last thing that the agent said, "" for nothing. Of one that handed in a result: what it said right before. */
  finalMessage: string;
  /** The result that it handed in, unless it said something else after that. */
  answer: Extract<HarnessEvent, { type: "answer" }> | null;
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
  const seen: Seen = { ...nothing };
  const spending = newSpending();
  for (const event of events) {
    take(seen, event);
    spending.take(event);
  }
  const { acted: _, ...digested } = seen;
  return { ...digested, spent: spending.total() };
}

interface Seen extends Digest {
  /** Whether it did something since it last said something. */
  acted: boolean;
}

const nothing: Seen = {
  session: null,
  model: null,
  finalMessage: "",
  answer: null,
  usage: null,
  spent: null,
  error: null,
  ended: null,
  acted: false,
};

function take(seen: Seen, event: HarnessEvent): void {
  switch (event.type) {
    case "session":
      seen.session = event.id;
      return;
    case "model":
      seen.model = event.name;
      return;
    case "text":
      Object.assign(seen, { finalMessage: event.text, answer: null, error: null, acted: false });
      return;
    case "answer":
      Object.assign(seen, { finalMessage: seen.acted ? "" : seen.finalMessage, answer: event, error: null });
      return;
    case "tool":
    case "file":
      seen.acted = true;
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
