import { type Fields, listOf, textOf } from "../../../src/runners/harness/fields.ts";
import type { Dialect, StreamEvent } from "./dialect.ts";
import { type Answer, answerUsage } from "./turn.ts";

const event = (type: string, more: object): StreamEvent => ({ name: type, data: { type, ...more } });

/** OpenAI's Responses: codex. */
export const responsesDialect: Dialect = {
  path: "/responses",
  toolNames: (body) => listOf(body.tools).map((tool) => textOf(tool.name) || textOf(tool.type)),
  begin: (model, id) => [event("response.created", { response: { id, object: "response", model, status: "in_progress", output: [] } })],
  rest(answer, { model, id, tools }) {
    const item = itemOf(answer, id, tools);
    const usage = {
      input_tokens: answerUsage.input,
      input_tokens_details: { cached_tokens: answerUsage.cached },
      output_tokens: answerUsage.output,
      output_tokens_details: { reasoning_tokens: answerUsage.reasoning },
      total_tokens: answerUsage.input + answerUsage.output,
    };
    return [
      event("response.output_item.added", { output_index: 0, item: { ...item, status: "in_progress" } }),
      event("response.output_item.done", { output_index: 0, item }),
      event("response.completed", { response: { id, object: "response", model, status: "completed", output: [item], usage } }),
    ];
  },
};

function itemOf(answer: Answer, id: string, tools: readonly string[]): Fields {
  if (answer.type === "run") {
    const name = ["exec_command", "shell_command", "shell"].find((tool) => tools.includes(tool)) ?? "shell";
    const call =
      name === "exec_command" ? { cmd: answer.command } : { command: name === "shell" ? ["bash", "-lc", answer.command] : answer.command };
    return { type: "function_call", id: `fc_${id}`, call_id: `call_${id}`, name, arguments: JSON.stringify(call), status: "completed" };
  }
  if (answer.type === "use") {
    const call = { name: answer.tool, arguments: JSON.stringify(answer.input) };
    return { type: "function_call", id: `fc_${id}`, call_id: `call_${id}`, ...call, status: "completed" };
  }
  const part =
    answer.type === "say" ? { type: "output_text", text: answer.text, annotations: [] } : { type: "refusal", refusal: answer.text };
  return { type: "message", id: `msg_${id}`, role: "assistant", status: "completed", content: [part] };
}
