import type { EventEnvelope, NewEvent } from "../../src/events/envelope.ts";
import type { EventGuards } from "../../src/events/event-guard.ts";
import { eventGuards } from "../../src/events/guards.generated.ts";
import { isObject } from "../../src/events/is-object.ts";
import type { Knowledge } from "../../src/log/knowledge.ts";
import { lineBody } from "../../src/log/line.ts";
import { LineBuffer } from "../../src/log/line-buffer.ts";

const noted = {
  version: 1,
  critical: true,
  check: (data: unknown): string | null => (isObject(data) && typeof data.mark === "string" ? null : "data.mark: expected a text"),
};

/** The log's own types, and one for tests: the log must not care what events mean. */
export const guards: EventGuards = new Map([...eventGuards, ["test.noted", noted]]);
export const knowledge: Knowledge = { guards, upcasters: new Map() };

/** An event that carries `mark`, so that a test finds it again; `padding` two-byte characters make its line longer. */
export function marked(mark: string, padding = 0): NewEvent {
  return { type: "test.noted", actor: "runtime", subject: "test", cause: 0, data: { mark, padding: "é".repeat(padding) } };
}

/** The mark of such an event. */
export function markOf(event: { data: unknown }): string {
  return (event.data as { mark: string }).mark;
}

/** A single line as the log writes it, after one with hash `previous`. */
export function encodeLine(event: Omit<EventEnvelope, "data" | "hash">, data: string, previous: string): { line: string; hash: string } {
  const lines = new LineBuffer();
  lines.begin(previous);
  const hash = lines.add(lineBody(event, data));
  if (hash === null) throw new Error("The line is too long");
  return { line: lines.view().toString(), hash };
}
