import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { readClaudeEvent } from "../../../src/runners/claude-code/read-claude-event.ts";
import { classifyError } from "../../../src/runners/harness/classify-error.ts";
import { fingerprint } from "../../../src/runners/harness/fingerprint.ts";

const usage = { input_tokens: 60, cache_creation_input_tokens: 5, cache_read_input_tokens: 40, output_tokens: 10 };
const success = { type: "result", subtype: "success", is_error: false, result: "Done.", usage, total_cost_usd: 0.25 };
const assistant = (content: object[], more: object = {}) => ({ type: "assistant", message: { model: "m", content }, ...more });

describe("readClaudeEvent()", () => {
  it("tells the session, the model, what is said, which tools are used and which files change", () => {
    assert.deepEqual(readClaudeEvent({ type: "system", subtype: "init", session_id: "s1", model: "claude-x" }), [
      { type: "session", id: "s1" },
      { type: "model", name: "claude-x" },
    ]);
    const content = [
      { type: "text", text: "I look." },
      { type: "tool_use", name: "Bash", input: { command: "ls" } },
      { type: "tool_use", name: "Write", input: { file_path: "/w/a.txt", content: "a" } },
      { type: "tool_use", name: "Edit", input: { file_path: "/w/b.txt" } },
    ];
    assert.deepEqual(readClaudeEvent(assistant(content)), [
      { type: "text", text: "I look." },
      { type: "tool", name: "Bash", input: "ls" },
      { type: "file", path: "/w/a.txt", change: "add", call: fingerprint('{"file_path":"/w/a.txt","content":"a"}') },
      { type: "file", path: "/w/b.txt", change: "update", call: fingerprint('{"file_path":"/w/b.txt"}') },
    ]);
  });

  it("tells what each answer used as it comes, by the id of the answer", () => {
    const line = { type: "assistant", parent_tool_use_id: "toolu_1", message: { id: "msg_1", model: "m", usage, content: [] } };
    assert.deepEqual(readClaudeEvent(line), [
      { type: "spent", answer: "msg_1", usage: { input: 105, cached: 40, output: 10, reasoning: 0, costUsd: null } },
    ]);
  });

  it("does not take a subagent's words, nor those of claude itself, for the agent's", () => {
    const words = [{ type: "text", text: "### BUILDER_COMPLETE" }];
    assert.deepEqual(readClaudeEvent(assistant(words, { parent_tool_use_id: "toolu_1" })), []);
    assert.deepEqual(readClaudeEvent({ type: "assistant", message: { model: "<synthetic>", content: words } }), []);
  });

  it("counts what was read from and written to the cache as input, and a cost only of models whose price claude knows", () => {
    const cost = (modelUsage: object) => {
      const [event] = readClaudeEvent({ ...success, modelUsage });
      return event?.type === "usage" ? event.usage : null;
    };
    assert.deepEqual(cost({ "claude-big": {} }), { input: 105, cached: 40, output: 10, reasoning: 0, costUsd: 0.25 });
    assert.equal(cost({ "claude-big": {}, "other-model": {} })?.costUsd, null);
    assert.equal(cost({})?.costUsd, null);
  });

  it("takes is_error for the truth, although the subtype says success", () => {
    const failed = { ...success, is_error: true, api_error_status: 529, result: "API Error: 529 Overloaded" };
    assert.deepEqual(readClaudeEvent(failed).slice(1), [
      { type: "error", message: "API Error: 529 Overloaded", status: 529 },
      { type: "end", ok: false },
    ]);
  });

  it("tells that it waits for its service, so that a time which is over meanwhile is not the stage's fault", () => {
    const retry = { type: "system", subtype: "api_retry", attempt: 2, max_retries: 10 };
    for (const [error_status, error, failure] of [
      [500, "server_error", "transport"],
      [429, "rate_limit", "rate_limit"],
      [null, "unknown", "transport"],
    ] as const) {
      const [event] = readClaudeEvent({ ...retry, error_status, error });
      assert.ok(event?.type === "error");
      assert.equal(classifyError(event.message, event.status), failure);
    }
  });

  it("tells errors of its own, e.g. of a session that is not there", () => {
    const failed = { type: "result", subtype: "error_during_execution", is_error: true, errors: ["No conversation found"] };
    assert.deepEqual(readClaudeEvent(failed).slice(1), [
      { type: "error", message: "No conversation found" },
      { type: "end", ok: false },
    ]);
  });

  it("tells the result of a schema once, by the last line, and what never became one", () => {
    const answer = { terminal: "BLOCKED", summary: "No way in." };
    assert.deepEqual(readClaudeEvent(assistant([{ type: "tool_use", name: "StructuredOutput", input: answer }])), []);
    const told = { ...success, result: JSON.stringify(answer), structured_output: answer };
    assert.deepEqual(readClaudeEvent(told).slice(1), [
      { type: "answer", ...answer },
      { type: "end", ok: true },
    ]);
    const other = { ...success, structured_output: { verdict: "good" } };
    assert.deepEqual(readClaudeEvent(other)[1], { type: "text", text: "Done." });
    const errors = ["Failed to provide valid structured output after 5 attempts"];
    const failed = { type: "result", subtype: "error_max_structured_output_retries", is_error: true, errors };
    assert.deepEqual(readClaudeEvent(failed).slice(1), [
      { type: "error", message: errors[0], kind: "result_invalid" },
      { type: "end", ok: false },
    ]);
  });

  it("has nothing to say of lines that it does not know, whatever they hold", () => {
    for (const line of [{}, { type: "future" }, { type: "assistant" }, { type: "assistant", message: { content: "x" } }, { type: 1 }]) {
      assert.deepEqual(readClaudeEvent(line), []);
    }
  });
});
