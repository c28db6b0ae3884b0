import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { newAcpTranscript } from "../../../src/runners/acp/acp-transcript.ts";
import type { HarnessEvent } from "../../../src/runners/harness/harness-event.ts";

const chunk = (text: string, messageId?: string) => ({
  sessionUpdate: "agent_message_chunk",
  content: { type: "text", text },
  ...(messageId && { messageId }),
});

function told(...updates: object[]): HarnessEvent[] {
  const events: HarnessEvent[] = [];
  const transcript = newAcpTranscript((event) => events.push(event));
  for (const update of updates) transcript.take({ ...update });
  transcript.flush();
  return events;
}

describe("newAcpTranscript()", () => {
  it("puts the pieces of a message together, and keeps messages apart", () => {
    assert.deepEqual(told(chunk("I "), chunk("look.\u2028\n"), { sessionUpdate: "plan" }, chunk("### DO"), chunk("NE")), [
      { type: "text", text: "I look.\u2028\n" },
      { type: "text", text: "### DONE" },
    ]);
    assert.deepEqual(told(chunk("a", "1"), chunk("b", "2")), [
      { type: "text", text: "a" },
      { type: "text", text: "b" },
    ]);
  });

  it("tells a call once, when it is known what is asked of the tool", () => {
    const call = (more: object) => ({ sessionUpdate: "tool_call_update", toolCallId: "1", ...more });
    const run = [
      { sessionUpdate: "tool_call", toolCallId: "1", kind: "execute", title: "Terminal", status: "pending", rawInput: {} },
      call({ rawInput: { command: "ls" } }),
      call({ status: "completed" }),
    ];
    assert.deepEqual(told(...run), [{ type: "tool", name: "execute", input: "ls" }]);
    assert.deepEqual(told({ sessionUpdate: "tool_call", toolCallId: "2", title: "Search the web", status: "in_progress" }), [
      { type: "tool", name: "other", input: "Search the web" },
    ]);
  });

  it("tells which files an edit is about, by its places or by its difference", () => {
    const edit = { sessionUpdate: "tool_call", toolCallId: "1", kind: "edit", title: "Edit", rawInput: { a: 1 } };
    const paths = (...updates: object[]) =>
      told(...updates).map((event) => (event.type === "file" ? [event.path, event.change] : event.type));
    assert.deepEqual(paths({ ...edit, locations: [{ path: "/w/a" }, { path: "/w/b" }] }), [
      ["/w/a", "update"],
      ["/w/b", "update"],
    ]);
    assert.deepEqual(paths({ ...edit, kind: "delete", content: [{ type: "diff", path: "/w/c", newText: "" }] }), [["/w/c", "delete"]]);
    assert.deepEqual(paths(edit), ["tool"]);
  });
});
