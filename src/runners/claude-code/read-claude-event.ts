import type { Usage } from "../contract/usage.ts";
import { answerIn, answerOf } from "../harness/answer-in.ts";
import { countOf, type Fields, fields, listOf, textOf } from "../harness/fields.ts";
import { fingerprint } from "../harness/fingerprint.ts";
import type { EventReader, HarnessEvent } from "../harness/harness-event.ts";

/**
 * One line of `claude --output-format stream-json --verbose`, as version 2.1.197 writes them. The result of a failed request
 * still has the subtype "success": `is_error` tells. What subagents say (`parent_tool_use_id`) is not the agent's word.
 * Usage is that of the run. Of the cost that claude reckons only that of Anthropic's models counts: for others it is invented.
 */
export const readClaudeEvent: EventReader = (line) => {
  switch (line.type) {
    case "system":
      return systemEvents(line);
    case "assistant":
      return assistantEvents(line);
    case "result":
      return resultEvents(line);
    default:
      return [];
  }
};

function systemEvents(line: Fields): HarnessEvent[] {
  if (line.subtype === "init") {
    return [
      { type: "session", id: textOf(line.session_id) },
      { type: "model", name: textOf(line.model) },
    ];
  }
  if (line.subtype !== "api_retry") return [];
  const status = countOf(line.error_status);
  const why = status > 0 ? `the service answered with ${status} (${textOf(line.error)})` : "no connection to the service";
  const message = `${why}, retry ${countOf(line.attempt)} of ${countOf(line.max_retries)}`;
  return [{ type: "error", message, ...(status > 0 && { status }) }];
}

function assistantEvents(line: Fields): HarnessEvent[] {
  const message = fields(line.message);
  // Written by claude itself in place of an answer; the result says the same.
  if (message.model === "<synthetic>") return [];
  const inner = typeof line.parent_tool_use_id === "string";
  const parts = listOf(message.content).flatMap((part): HarnessEvent[] => {
    if (part.type === "text") return inner ? [] : [answerIn(textOf(part.text)) ?? { type: "text", text: textOf(part.text) }];
    return part.type === "tool_use" ? toolEvents(textOf(part.name), fields(part.input)) : [];
  });
  // One answer may come as several lines, each with what the whole of it uses, as far as its beginning knew.
  const spent = tokensIn(fields(message.usage));
  return spent.input === 0 ? parts : [{ type: "spent", answer: textOf(message.id), usage: spent }, ...parts];
}

function toolEvents(name: string, input: Fields): HarnessEvent[] {
  // How claude takes a result of its schema: what of it was good, the last line tells.
  if (name === "StructuredOutput") return [];
  const path = textOf(input.file_path) || textOf(input.notebook_path);
  if (name === "Write" || name === "Edit" || name === "MultiEdit" || name === "NotebookEdit") {
    return [{ type: "file", path, change: name === "Write" ? "add" : "update", call: fingerprint(JSON.stringify(input)) }];
  }
  return [{ type: "tool", name, input: textOf(input.command) || JSON.stringify(input) }];
}

function resultEvents(line: Fields): HarnessEvent[] {
  const text = textOf(line.result) || plain(line.errors);
  const usage: HarnessEvent = { type: "usage", usage: usageOf(line) };
  if (line.stop_reason === "refusal") {
    return [usage, { type: "error", message: text || "the model refused", kind: "refusal" }, { type: "end", ok: false }];
  }
  if (line.is_error !== true && line.subtype === "success") {
    const answer = answerOf(fields(line.structured_output)) ?? answerIn(text);
    return [usage, ...(answer ? [answer] : text === "" ? [] : [{ type: "text", text } as const]), { type: "end", ok: true }];
  }
  if (line.subtype === "error_max_structured_output_retries") {
    return [usage, { type: "error", message: text || "no valid result", kind: "result_invalid" }, { type: "end", ok: false }];
  }
  const status = countOf(line.api_error_status);
  const message = text || textOf(line.subtype);
  return [usage, { type: "error", message, ...(status > 0 && { status }) }, { type: "end", ok: false }];
}

function plain(errors: unknown): string {
  return Array.isArray(errors) ? errors.filter((error) => typeof error === "string").join("; ") : "";
}

function usageOf(line: Fields): Usage {
  const models = Object.keys(fields(line.modelUsage));
  const priced = models.length > 0 && models.every((model) => model.startsWith("claude-"));
  const cost = line.total_cost_usd;
  return { ...tokensIn(fields(line.usage)), costUsd: priced && typeof cost === "number" && cost >= 0 ? cost : null };
}

/** What is read from or written to the cache is input too, which claude counts beside it. */
function tokensIn(usage: Fields): Usage {
  const cached = countOf(usage.cache_read_input_tokens);
  return {
    input: countOf(usage.input_tokens) + cached + countOf(usage.cache_creation_input_tokens),
    cached,
    output: countOf(usage.output_tokens),
    reasoning: 0,
    costUsd: null,
  };
}
