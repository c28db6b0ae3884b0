import { type Fields, fields } from "./fields.ts";
import type { HarnessEvent } from "./harness-event.ts";

type Answer = Extract<HarnessEvent, { type: "answer" }>;

const members: ReadonlySet<string> = new Set(["terminal", "summary"]);

/** The result that a message is, when it is nothing but that: one JSON object of the form of `answerSchema`. */
export function answerIn(message: string): Answer | null {
  if (!/^\s*\{\s*"(?:terminal|summary)"/.test(message)) return null;
  try {
    return answerOf(fields(JSON.parse(message)));
  } catch {
    return null;
  }
}

/** The result that a structured answer holds; null for one of another form. */
export function answerOf(answer: Fields): Answer | null {
  const { terminal, summary = "" } = answer;
  if (typeof terminal !== "string" || typeof summary !== "string") return null;
  return Object.keys(answer).every((key) => members.has(key)) ? { type: "answer", terminal, summary } : null;
}
