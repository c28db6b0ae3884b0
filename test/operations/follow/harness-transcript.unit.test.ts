import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { HarnessTranscript } from "../../../src/operations/follow/harness-transcript.ts";
import { readClaudeEvent } from "../../../src/runners/claude-code/read-claude-event.ts";
import { readCodexEvent } from "../../../src/runners/codex-cli/read-codex-event.ts";
import { readHarnessEvent } from "../../../src/runners/harness/read-harness-event.ts";

const line = (value: object): string => `${JSON.stringify(value)}\n`;
const says = (text: string): string => line({ type: "item.completed", item: { type: "agent_message", text } });
const text = (words: string) => ({ event: { type: "text", text: words } });

describe("HarnessTranscript", () => {
  it("waits for the end of a line, wherever it was cut", () => {
    const whole = says("caf\u00e9 \u2028 \u{1f600}");
    for (let cut = 1; cut < whole.length; cut++) {
      const transcript = new HarnessTranscript(readCodexEvent);
      assert.deepEqual(
        [...transcript.push(whole.slice(0, cut)), ...transcript.push(whole.slice(cut))],
        [text("caf\u00e9 \u2028 \u{1f600}")],
      );
    }
  });

  it("tells what is no event as it is, and passes over events that mean nothing", () => {
    const transcript = new HarnessTranscript(readCodexEvent);
    const told = transcript.push(`warning: old node\n${line({ type: "turn.started" })}\n{not json}\n[1,2]\n${says("Hi.")}`);
    assert.deepEqual(told, [{ stray: "warning: old node" }, { stray: "{not json}" }, { stray: "[1,2]" }, text("Hi.")]);
  });

  it("takes a last line without its end when it is whole, and leaves it out when it is torn", () => {
    const transcript = new HarnessTranscript(readCodexEvent);
    assert.deepEqual(transcript.push(says("Bye.").trimEnd()), []);
    assert.deepEqual(transcript.finish(), [text("Bye.")]);
    assert.deepEqual(transcript.push(says("Bye.").slice(0, 40)), []);
    assert.deepEqual(transcript.finish(), []);
    transcript.push("Killed");
    assert.deepEqual(transcript.finish(), [{ stray: "Killed" }]);
  });

  it("keeps no line without end: it is counted and left out, and what follows is understood", () => {
    const transcript = new HarnessTranscript(readCodexEvent);
    const piece = "x".repeat(1 << 20);
    for (let index = 0; index < 6; index++) assert.deepEqual(transcript.push(piece), []);
    assert.deepEqual(transcript.push(`\n${says("Still here.")}`), [
      { stray: `(a line of ${6 * (1 << 20)} characters is left out)` },
      text("Still here."),
    ]);
  });

  it("tells a result that claude says in words and once more as its last line only once", () => {
    const answer = { terminal: "BLOCKED", summary: "No way in." };
    const transcript = new HarnessTranscript(readClaudeEvent);
    const words = line({ type: "assistant", message: { content: [{ type: "text", text: JSON.stringify(answer) }] } });
    const last = line({ type: "result", subtype: "success", is_error: false, result: JSON.stringify(answer), structured_output: answer });
    const told = [...transcript.push(words), ...transcript.push(last)].filter((one) => "event" in one && one.event.type === "answer");
    assert.deepEqual(told, [{ event: { type: "answer", ...answer } }]);
  });

  it("tells what was used so far after each answer, and no sum twice", () => {
    const transcript = new HarnessTranscript(readHarnessEvent);
    const usage = (input: number) => ({ input, cached: 0, output: 1, reasoning: 0, costUsd: null });
    const told = transcript.push(
      [
        { type: "spent", usage: usage(10), answer: "a" },
        { type: "spent", usage: usage(12), answer: "a" },
        { type: "spent", usage: usage(5), answer: "b" },
        { type: "usage", usage: { ...usage(17), output: 2 } },
      ]
        .map(line)
        .join(""),
    );
    assert.deepEqual(
      told.map((one) => ("event" in one && one.event.type === "usage" ? [one.event.usage.input, one.event.usage.output] : null)),
      [
        [10, 1],
        [12, 1],
        [17, 2],
      ],
    );
  });

  it("leaves out what a session had counted before the attempt", () => {
    const before = { input: 100, cached: 50, output: 10, reasoning: 0, costUsd: 0.5 };
    const transcript = new HarnessTranscript(readHarnessEvent, before);
    const [told] = transcript.push(line({ type: "usage", usage: { input: 160, cached: 80, output: 15, reasoning: 2, costUsd: 0.75 } }));
    assert.deepEqual(told, { event: { type: "usage", usage: { input: 60, cached: 30, output: 5, reasoning: 2, costUsd: 0.25 } } });
  });

  it("tells a final message once that a harness says again as its result", () => {
    const transcript = new HarnessTranscript(readClaudeEvent);
    const said = { type: "assistant", message: { model: "m", content: [{ type: "text", text: "Done." }] } };
    const told = transcript.push(line(said) + line({ type: "result", subtype: "success", is_error: false, result: "Done.", usage: {} }));
    assert.deepEqual(
      told.map((one) => ("event" in one ? one.event.type : "stray")),
      ["text", "usage", "end"],
    );
  });
});
