import { fields, listOf, textOf } from "../../../src/runners/harness/fields.ts";
import type { Dialect, StreamEvent } from "./dialect.ts";
import { type Answer, answerUsage } from "./turn.ts";

/** OpenAI's Chat Completions: pi, and most proxies. */
export const chatDialect: Dialect = {
  path: "/chat/completions",
  toolNames: (body) => listOf(body.tools).map((tool) => textOf(fields(tool.function).name)),
  begin: (model, id) => [chunk(model, id, { role: "assistant", content: "" })],
  rest(answer, { model, id, tools }) {
    const usage = {
      prompt_tokens: answerUsage.input,
      completion_tokens: answerUsage.output,
      total_tokens: answerUsage.input + answerUsage.output,
      prompt_tokens_details: { cached_tokens: answerUsage.cached },
      completion_tokens_details: { reasoning_tokens: answerUsage.reasoning },
    };
    return [
      chunk(model, id, delta(answer, id, tools)),
      chunk(model, id, {}, finish[answer.type]),
      { name: null, data: { id, object: "chat.completion.chunk", model, choices: [], usage } },
      { name: null, data: "[DONE]" },
    ];
  },
};

const finish = { say: "stop", run: "tool_calls", use: "tool_calls", refuse: "content_filter" } as const;

function delta(answer: Answer, id: string, tools: readonly string[]): object {
  if (answer.type === "say" || answer.type === "refuse") return { content: answer.text };
  const shell = tools.find((tool) => ["bash", "shell"].includes(tool)) ?? "bash";
  const call =
    answer.type === "use"
      ? { name: answer.tool, arguments: JSON.stringify(answer.input) }
      : { name: shell, arguments: JSON.stringify({ command: answer.command }) };
  return { tool_calls: [{ index: 0, id: `call_${id}`, type: "function", function: call }] };
}

function chunk(model: string, id: string, content: object, finish: string | null = null): StreamEvent {
  const choices = [{ index: 0, delta: content, finish_reason: finish }];
  return { name: null, data: { id, object: "chat.completion.chunk", created: 0, model, choices } };
}
