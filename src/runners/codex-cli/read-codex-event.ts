import { answerIn } from "../harness/answer-in.ts";
import { countOf, type Fields, fields, listOf, textOf } from "../harness/fields.ts";
import type { EventReader, HarnessEvent } from "../harness/harness-event.ts";

/**
 * One line of `codex exec --json`, as version 0.169.0 writes them. Commands that its sandbox refused do not appear in the
 * stream at all, so nothing is concluded from what is not there. A message that the schema shaped is one like any other: its form
 * tells. Usage counts up over a thread.
 */
export const readCodexEvent: EventReader = (line) => {
  switch (line.type) {
    case "thread.started":
      return [{ type: "session", id: textOf(line.thread_id) }];
    case "item.completed":
      return itemEvents(fields(line.item));
    case "turn.completed":
      return [usageEvent(fields(line.usage)), { type: "end", ok: true }];
    case "error":
      return [{ type: "error", message: messageIn(textOf(line.message)) }];
    case "turn.failed":
      return [
        { type: "error", message: messageIn(textOf(fields(line.error).message)) },
        { type: "end", ok: false },
      ];
    default:
      return [];
  }
};

function itemEvents(item: Fields): HarnessEvent[] {
  switch (item.type) {
    case "agent_message":
      return [answerIn(textOf(item.text)) ?? { type: "text", text: textOf(item.text) }];
    case "command_execution":
      return [{ type: "tool", name: "shell", input: textOf(item.command) }];
    case "mcp_tool_call":
      return [{ type: "tool", name: `${textOf(item.server)}.${textOf(item.tool)}`, input: JSON.stringify(item.arguments ?? {}) }];
    case "web_search":
      return [{ type: "tool", name: "web_search", input: textOf(item.query) }];
    case "file_change":
      return listOf(item.changes).map((change) => ({ type: "file", path: textOf(change.path), change: kindOf(change.kind) }));
    default:
      // Items of the type "error" are warnings, e.g. of a model that codex does not know: the turn goes on.
      return [];
  }
}

function kindOf(kind: unknown): "add" | "update" | "delete" {
  return kind === "add" || kind === "delete" ? kind : "update";
}

function usageEvent(usage: Fields): HarnessEvent {
  return {
    type: "usage",
    usage: {
      input: countOf(usage.input_tokens),
      cached: countOf(usage.cached_input_tokens),
      output: countOf(usage.output_tokens),
      reasoning: countOf(usage.reasoning_output_tokens),
      costUsd: null,
    },
  };
}

/** Some messages are the body of the service's answer: its own message is what says something. */
function messageIn(message: string): string {
  if (!message.startsWith("{")) return message;
  try {
    const error = fields(fields(JSON.parse(message)).error);
    return [textOf(error.code) || textOf(error.type), textOf(error.message)].filter((part) => part !== "").join(": ") || message;
  } catch {
    return message;
  }
}
