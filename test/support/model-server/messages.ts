import { listOf, textOf } from "../../../src/runners/harness/fields.ts";
import type { Dialect, StreamEvent } from "./dialect.ts";
import { type Answer, answerUsage } from "./turn.ts";

const event = (type: string, more: object): StreamEvent => ({ name: type, data: { type, ...more } });

/** Anthropic's Messages: claude. What is cached is not counted in `input_tokens`. */
export const messagesDialect: Dialect = {
  path: "/messages",
  toolNames: (body) => listOf(body.tools).map((tool) => textOf(tool.name)),
  begin: (model, id) => [
    event("message_start", {
      message: {
        id: `msg_${id}`,
        type: "message",
        role: "assistant",
        model,
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: {
          input_tokens: answerUsage.input - answerUsage.cached,
          cache_creation_input_tokens: 0,
          cache_read_input_tokens: answerUsage.cached,
          output_tokens: 1,
        },
      },
    }),
  ],
  rest: (answer, { id, tools }) => [
    ...content(answer, id, tools),
    event("content_block_stop", { index: 0 }),
    event("message_delta", {
      delta: { stop_reason: stopReason(answer), stop_sequence: null },
      usage: { output_tokens: answerUsage.output },
    }),
    event("message_stop", {}),
  ],
};

function content(answer: Answer, id: string, tools: readonly string[]): StreamEvent[] {
  if (answer.type === "say" || answer.type === "refuse") {
    return [
      event("content_block_start", { index: 0, content_block: { type: "text", text: "" } }),
      event("content_block_delta", { index: 0, delta: { type: "text_delta", text: answer.text } }),
    ];
  }
  const shell = tools.find((tool) => tool.toLowerCase() === "bash") ?? "Bash";
  const name = answer.type === "use" ? answer.tool : shell;
  const input = JSON.stringify(answer.type === "use" ? answer.input : { command: answer.command, description: "as told" });
  return [
    event("content_block_start", { index: 0, content_block: { type: "tool_use", id: `toolu_${id}`, name, input: {} } }),
    event("content_block_delta", { index: 0, delta: { type: "input_json_delta", partial_json: input } }),
  ];
}

function stopReason(answer: Answer): string {
  return { say: "end_turn", run: "tool_use", use: "tool_use", refuse: "refusal" }[answer.type];
}
