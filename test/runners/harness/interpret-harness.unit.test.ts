import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { readCodexEvent } from "../../../src/runners/codex-cli/read-codex-event.ts";
import type { AttemptOutcome } from "../../../src/runners/contract/attempt-outcome.ts";
import { interpretHarness } from "../../../src/runners/harness/interpret-harness.ts";
import { endedHarness } from "../support/ended-harness.ts";

const started = '{"type":"thread.started","thread_id":"t1"}\n{"type":"turn.started"}\n';
const said = (text: string): string => `${JSON.stringify({ type: "item.completed", item: { type: "agent_message", text } })}\n`;
const done = '{"type":"turn.completed","usage":{"input_tokens":7,"cached_input_tokens":2,"output_tokens":3,"reasoning_output_tokens":1}}\n';
const reconnecting = '{"type":"error","message":"Reconnecting... waiting for network (Connection failed: error sending request)"}\n';
const result = (terminal: string): string => JSON.stringify({ schema: "millrace.stage-result.v1", terminal });

async function read(files: Record<string, string>, outcome: Partial<AttemptOutcome> = {}): Promise<(string | null)[]> {
  const { claimed, failure } = await interpretHarness(endedHarness(files, outcome), readCodexEvent, "session");
  return [claimed, failure];
}

describe("interpretHarness()", () => {
  it("takes the marker of the final message, and not of an earlier one", async () => {
    assert.deepEqual(await read({ "stdout.txt": `${started}${said("### BLOCKED")}${said("### BUILDER_COMPLETE")}${done}` }), [
      "BUILDER_COMPLETE",
      null,
    ]);
  });

  it("takes the result file first, and fails where the final message says otherwise", async () => {
    const stdout = `${started}${said("### BUILDER_COMPLETE")}${done}`;
    assert.deepEqual(await read({ "stdout.txt": stdout, "result.json": result("BUILDER_COMPLETE") }), ["BUILDER_COMPLETE", null]);
    assert.deepEqual(await read({ "stdout.txt": stdout, "result.json": result("BLOCKED") }), ["BLOCKED", "terminal_conflicting"]);
    assert.deepEqual(await read({ "stdout.txt": stdout, "result.json": "{" }), ["BUILDER_COMPLETE", "result_invalid"]);
  });

  it("takes a result by the harness's own schema before a marker, and fails where file or final message say otherwise", async () => {
    const answer = said('{"terminal":"BUILDER_COMPLETE","summary":"All there."}');
    const ran = `${JSON.stringify({ type: "item.completed", item: { type: "command_execution", command: "ls" } })}\n`;
    const one = (...lines: string[]) => ({ "stdout.txt": `${started}${lines.join("")}${done}` });
    const reading = await interpretHarness(endedHarness(one(answer)), readCodexEvent, "session");
    assert.deepEqual([reading.claimed, reading.failure, reading.summary], ["BUILDER_COMPLETE", null, "All there."]);
    assert.deepEqual(await read({ ...one(answer), "result.json": result("BUILDER_COMPLETE") }), ["BUILDER_COMPLETE", null]);
    assert.deepEqual(await read({ ...one(answer), "result.json": result("BLOCKED") }), ["BLOCKED", "terminal_conflicting"]);
    assert.deepEqual(await read(one(said("### BLOCKED"), answer)), ["BUILDER_COMPLETE", "terminal_conflicting"]);
    // A heading from the middle of the work is no final message, and an answer from there no result.
    assert.deepEqual(await read(one(said("### BLOCKED"), ran, answer)), ["BUILDER_COMPLETE", null]);
    assert.deepEqual(await read(one(answer, said("Not yet.\n### BLOCKED"))), ["BLOCKED", null]);
    assert.deepEqual(await read(one(said('{"terminal":"CHECKER_PASS","summary":""}'))), ["CHECKER_PASS", "terminal_illegal"]);
    assert.deepEqual(await read(one(said('{"terminal":"BUILDER_COMPLETE","other":1}'))), [null, "terminal_missing"]);
  });

  it("understands a final message of 1 MB, of words or of a result, with line ends that are not LF", async () => {
    const words = `\u2028${"so \u2029 on\u2028### BLOCKED ".repeat(70_000)}`;
    for (const message of [`${words}\n### BUILDER_COMPLETE`, JSON.stringify({ terminal: "BUILDER_COMPLETE", summary: words })]) {
      assert.ok(message.length > 1024 * 1024);
      const attempt = endedHarness({ "stdout.txt": `${started}${said(message)}${done}` });
      const { claimed, failure, summary } = await interpretHarness(attempt, readCodexEvent, "session");
      assert.deepEqual([claimed, failure, summary], ["BUILDER_COMPLETE", null, words.trim().slice(0, 1500)]);
    }
  });

  it("reads on over lines that are no events, and over line ends that are not LF", async () => {
    const stray = `npm notice\n{"half": \n[1]\n\r\n`;
    const stdout = `${stray}${started}${stray}${said("one\u2028two\r\n### BUILDER_COMPLETE")}${done}${stray}`;
    assert.deepEqual(await read({ "stdout.txt": stdout }), ["BUILDER_COMPLETE", null]);
  });

  it("forgets an error that the harness got over", async () => {
    const stdout = `${started}${reconnecting}${said("### BUILDER_COMPLETE")}${done}`;
    assert.deepEqual(await read({ "stdout.txt": stdout }), ["BUILDER_COMPLETE", null]);
  });

  it("lets what the harness says went wrong win over what the agent had claimed", async () => {
    const failed = '{"type":"turn.failed","error":{"message":"exceeded retry limit, last status: 429 Too Many Requests"}}\n';
    const stdout = `${started}${said("### BUILDER_COMPLETE")}${failed}`;
    assert.deepEqual(await read({ "stdout.txt": stdout }, { exit: 1 }), ["BUILDER_COMPLETE", "rate_limit"]);
  });

  it("calls an end without the end of a turn transport, whatever the exit code claims", async () => {
    assert.deepEqual(await read({ "stdout.txt": "" }), [null, "transport"]);
    assert.deepEqual(await read({ "stdout.txt": `${started}${said("### BUILDER_COMPLETE")}` }), ["BUILDER_COMPLETE", "transport"]);
  });

  it("tells how the program ended where it says nothing itself, with its last words", async () => {
    const attempt = endedHarness({ "stderr.txt": "warning\nerror: unexpected argument '--nope'\n" }, { exit: 2 });
    const { failure, detail } = await interpretHarness(attempt, readCodexEvent, "session");
    assert.deepEqual([failure, detail], ["exit_nonzero", "exit code 2: warning\nerror: unexpected argument '--nope'"]);
    assert.deepEqual(await read({ "stderr.txt": "Not logged in: run codex login" }, { exit: 1 }), [null, "auth"]);
  });

  it("lets how the runtime ended it win, but for a time that was spent waiting for the service", async () => {
    const waiting = `${started}${reconnecting}`;
    assert.deepEqual(await read({ "stdout.txt": waiting }, { exit: null, signal: "SIGTERM", timedOut: true }), [null, "transport"]);
    assert.deepEqual(await read({ "stdout.txt": started }, { exit: null, signal: "SIGTERM", timedOut: true }), [null, "timeout"]);
    assert.deepEqual(await read({ "stdout.txt": waiting }, { exit: null, signal: "SIGTERM", stopped: true }), [null, "interrupted"]);
    assert.deepEqual(await read({ "stdout.txt": waiting }, { exit: null, signal: "SIGTERM", outputLimit: true }), [null, "output_limit"]);
  });

  it("gives the final message without its markers as summary where no file has one", async () => {
    const reading = await interpretHarness(
      endedHarness({ "stdout.txt": `${started}${said("I did it.\n\n### BUILDER_COMPLETE")}${done}` }),
      readCodexEvent,
      "session",
    );
    assert.deepEqual([reading.summary, reading.usage], ["I did it.", { input: 7, cached: 2, output: 3, reasoning: 1, costUsd: null }]);
  });
});
