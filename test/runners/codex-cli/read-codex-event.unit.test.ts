import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { readCodexEvent } from "../../../src/runners/codex-cli/read-codex-event.ts";

const item = (value: object) => readCodexEvent({ type: "item.completed", item: value });

describe("readCodexEvent()", () => {
  it("tells the thread, what is said, which commands run and which files change", () => {
    assert.deepEqual(readCodexEvent({ type: "thread.started", thread_id: "t1" }), [{ type: "session", id: "t1" }]);
    assert.deepEqual(item({ type: "agent_message", text: "I look." }), [{ type: "text", text: "I look." }]);
    assert.deepEqual(item({ type: "command_execution", command: "ls", exit_code: 0 }), [{ type: "tool", name: "shell", input: "ls" }]);
    const changes = [
      { path: "a.txt", kind: "add" },
      { path: "b.txt", kind: "delete" },
      { path: "c.txt", kind: "update" },
    ];
    assert.deepEqual(
      item({ type: "file_change", changes }),
      changes.map(({ path, kind }) => ({ type: "file", path, change: kind })),
    );
  });

  it("tells a message of the form of a result as that, and any other as text", () => {
    const answer = { terminal: "BUILDER_COMPLETE", summary: "one\u2028two" };
    assert.deepEqual(item({ type: "agent_message", text: ` ${JSON.stringify(answer)}\n` }), [{ type: "answer", ...answer }]);
    const others = ['{"terminal":1}', '{"terminal":"A","summary":"","more":1}', '{"terminal":"A"', '{"summary":"a"}', '[{"terminal":"A"}]'];
    for (const text of others) assert.deepEqual(item({ type: "agent_message", text }), [{ type: "text", text }]);
  });

  it("does not take a warning for a failure", () => {
    assert.deepEqual(item({ type: "error", message: "Model metadata for `x` not found." }), []);
  });

  it("gives the service's own words where the message is its whole answer", () => {
    const body = JSON.stringify({ type: "error", error: { type: "invalid_request_error", message: "no such tool" } });
    assert.deepEqual(readCodexEvent({ type: "turn.failed", error: { message: body } }), [
      { type: "error", message: "invalid_request_error: no such tool" },
      { type: "end", ok: false },
    ]);
    assert.deepEqual(readCodexEvent({ type: "error", message: "{half" }), [{ type: "error", message: "{half" }]);
  });

  it("has nothing to say of lines that it does not know, whatever they hold", () => {
    for (const line of [{}, { type: "future" }, { type: "item.completed" }, { type: "item.completed", item: { type: "todo_list" } }]) {
      assert.deepEqual(readCodexEvent(line), []);
    }
  });
});
