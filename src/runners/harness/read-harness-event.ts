import { textOf } from "./fields.ts";
import type { EventReader, HarnessEvent } from "./harness-event.ts";

const types: ReadonlySet<string> = new Set<HarnessEvent["type"]>([
  "session",
  "model",
  "text",
  "answer",
  "tool",
  "file",
  "spent",
  "usage",
  "error",
  "end",
]);

/** For standard output that a driver wrote: each line is an event already. */
export const readHarnessEvent: EventReader = (line) => (isEvent(line) ? [line] : []);

/** By its type alone: the file was written by our own supervisor. */
function isEvent(line: object): line is HarnessEvent {
  return "type" in line && types.has(textOf(line.type));
}
