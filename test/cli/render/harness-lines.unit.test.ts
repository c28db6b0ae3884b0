import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { harnessLines } from "../../../src/cli/render/harness-lines.ts";
import { paperOf } from "../../../src/cli/text/paper.ts";

const paper = paperOf({ colour: false, columns: 40, now: 0 });
const tool = (input: string): string => harnessLines({ type: "tool", name: "shell", input }, paper);

describe("harnessLines()", () => {
  it("shows a command without the shell that runs it, and no more of it than fits in a line", () => {
    assert.equal(tool("/bin/bash -lc 'bun test'"), "  shell    bun test\n");
    assert.equal(tool('/bin/zsh -lc "echo \\"$HOME\\""'), '  shell    echo "$HOME"\n');
    assert.equal(tool("cat <<E\na\nb\nE"), "  shell    cat <<E (+3 lines)\n");
    assert.equal(tool("x".repeat(100)), `  shell    ${"x".repeat(27)}…\n`);
  });

  it("shows a result as its words and its terminal", () => {
    const answer = { type: "answer", terminal: "BLOCKED", summary: "No way in.\nAt all." } as const;
    assert.equal(harnessLines(answer, paper), "\nNo way in.\nAt all.\n\n  result   BLOCKED\n");
    assert.equal(harnessLines({ ...answer, summary: "" }, paper), "  result   BLOCKED\n");
  });

  it("tells money only where it is known", () => {
    const usage = { input: 1_234_567, cached: 0, output: 3, reasoning: 1, costUsd: null };
    const wide = paperOf({ colour: false, columns: null, now: 0 });
    assert.equal(harnessLines({ type: "usage", usage }, wide), "  tokens   1 234 567 in (0 cached), 3 out\n");
    assert.match(harnessLines({ type: "usage", usage: { ...usage, input: 1, costUsd: 0.0123 } }, wide), /\$0\.0123\n$/);
  });

  it("shows troubles and the end in words, with colour only where there is one", () => {
    assert.equal(harnessLines({ type: "error", message: "503, retry 1 of 5" }, paper), "  error    503, retry 1 of 5\n");
    assert.equal(harnessLines({ type: "end", ok: false }, paper), "  end      of its turn: it failed\n");
    const coloured = paperOf({ colour: true, columns: 40, now: 0 });
    assert.equal(harnessLines({ type: "end", ok: true }, coloured), "  \u001b[32mend     \u001b[39m of its turn\n");
  });

  it("says nothing for what means nothing to people", () => {
    assert.equal(harnessLines({ type: "session", id: "s" }, paper) + harnessLines({ type: "text", text: " \n" }, paper), "");
  });
});
