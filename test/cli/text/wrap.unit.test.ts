import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { wrap } from "../../../src/cli/text/wrap.ts";

describe("wrap()", () => {
  it("breaks between words, and goes on where the text of the line began", () => {
    const label = "runtime   paused by operator, and by ci until the release is out";
    assert.equal(wrap(label, 40), "runtime   paused by operator, and by ci\n          until the release is out");
    assert.equal(wrap('  ! "ship" is blocked: Ship it to all who asked', 34), '  ! "ship" is blocked: Ship it to\n    all who asked');
    assert.equal(wrap("error: No workspace in this directory or above", 33), "error: No workspace in this\n       directory or above");
    assert.equal(wrap("A sentence without any label that goes on and on", 30), "A sentence without any label\n  that goes on and on");
  });

  it("leaves lines that fit, commands, and everything where there is no width", () => {
    const command = '  millrace add-task "Say hello" --run "echo hello > hello.txt"';
    assert.equal(wrap(command, 30), command);
    assert.equal(wrap("short\n\n  lines", 30), "short\n\n  lines");
    assert.equal(wrap("x ".repeat(100), null), "x ".repeat(100));
  });

  it("does not count colours, and keeps a word that is longer than a line", () => {
    const red = "\u001b[31merror:\u001b[39m";
    assert.equal(wrap(`${red} 12345 67890`, 18), `${red} 12345 67890`);
    assert.equal(wrap(`plan  ${"a".repeat(40)} of mode`, 30), `plan  ${"a".repeat(40)}\n      of mode`);
  });

  it("goes on behind the last of several labels, and keeps the blanks on both sides of a colour", () => {
    const green = "\u001b[32mok     \u001b[39m  processes   Found by identity, by token and by mark";
    assert.equal(wrap(green, 50), "\u001b[32mok\u001b[39m       processes   Found by identity, by token\n                     and by mark");
  });

  it("indents by no more than leaves room for words", () => {
    const lines = wrap(`${"label ".repeat(4).trim()}  one two three four five six seven`, 30).split("\n");
    assert.ok(
      lines.every((line) => line.length <= 30),
      lines.join("\n"),
    );
  });
});
