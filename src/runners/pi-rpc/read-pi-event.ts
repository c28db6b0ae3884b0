import { type Fields, fields, listOf, textOf } from "../harness/fields.ts";
import { fingerprint } from "../harness/fingerprint.ts";
import type { EventReader, HarnessEvent } from "../harness/harness-event.ts";
import { piUsage } from "./pi-usage.ts";

/** One event of `pi --mode rpc`, as versions 0.74 and 0.87 write them. Answers to commands are the driver's affair. */
export const readPiEvent: EventReader = (line) => {
  switch (line.type) {
    case "message_end":
      return messageEvents(fields(line.message));
    case "tool_execution_start":
      return toolEvents(textOf(line.toolName), fields(line.args));
    case "auto_retry_start":
      return [troubleEvent(textOf(line.errorMessage) || "pi tries again")];
    case "auto_retry_end":
      return line.success === true ? [] : [troubleEvent(textOf(line.finalError) || "pi gave up trying again")];
    case "compaction_end":
      return textOf(line.errorMessage) === "" ? [] : [troubleEvent(textOf(line.errorMessage))];
    default:
      return [];
  }
};

function messageEvents(message: Fields): HarnessEvent[] {
  if (message.role !== "assistant") return [];
  const text = listOf(message.content)
    .filter((part) => part.type === "text")
    .map((part) => textOf(part.text))
    .join("\n");
  const usage = piUsage(fields(message.usage));
  const spent: HarnessEvent[] = usage.input + usage.output > 0 ? [{ type: "spent", usage }] : [];
  const said: HarnessEvent[] = text === "" ? [] : [{ type: "text", text }];
  switch (message.stopReason) {
    case "error":
      return [...spent, troubleEvent(textOf(message.errorMessage) || "the model failed, and pi does not say why")];
    case "aborted":
      return [...spent, { type: "error", message: textOf(message.errorMessage) || "the turn was aborted" }];
    case "length":
      return [...spent, ...said, { type: "error", message: "the model's answer was cut off: it is longer than its limit allows" }];
    default:
      return [...spent, ...said];
  }
}

/** Where the service answered with an error of HTTP, its status comes first. */
function troubleEvent(message: string): HarnessEvent {
  const status = Number(/^[45]\d\d\b/.exec(message)?.[0] ?? 0);
  return { type: "error", message, ...(status > 0 && { status }) };
}

function toolEvents(name: string, input: Fields): HarnessEvent[] {
  if (name === "write" || name === "edit") {
    const call = fingerprint(JSON.stringify(input));
    return [{ type: "file", path: textOf(input.path), change: name === "write" ? "add" : "update", call }];
  }
  return [{ type: "tool", name, input: textOf(input.command) || JSON.stringify(input) }];
}
