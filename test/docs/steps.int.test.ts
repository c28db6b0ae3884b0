import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "@std/testing/bdd";
import { commandsIn } from "./support/commands.ts";
import { checkedScript, missingLine, stepsOf } from "./support/steps.ts";

const GUIDE = [
  "```sh",
  "echo one",
  "```",
  "",
  "Then:",
  "",
  "```text",
  "one",
  "```",
  "",
  "```json",
  "{}",
  "```",
  "",
  "```sh",
  "true",
  "```",
].join("\n");

function exitOf(script: string): number | null {
  return spawnSync("sh", ["-c", checkedScript(script)]).status;
}

describe("stepsOf()", () => {
  it("gives each block of commands with the text that follows it", () => {
    assert.deepEqual(stepsOf(GUIDE), [
      { script: "echo one", shown: ["one"], line: 2 },
      { script: "true", shown: [], line: 16 },
    ]);
  });
});

describe("checkedScript()", () => {
  it("ends at the first command that fails, also in the middle", () => {
    assert.equal(exitOf("true\nfalse\ntrue"), 1);
    assert.equal(exitOf("true\ntrue"), 0);
  });

  it("holds a line to the exit code that its comment names", () => {
    assert.equal(exitOf("(exit 6) # exits with 6\ntrue"), 0);
    assert.equal(exitOf("(exit 5) # exits with 6"), 97);
    assert.equal(exitOf("true # exits with 6"), 97);
  });

  it("leaves a here-document as it is", () => assert.equal(exitOf("cat > /dev/null <<'EOF'\nfalse\nEOF"), 0));
});

describe("missingLine()", () => {
  it("names the first line that does not appear, or not in its place", () => {
    assert.equal(missingLine("a 1\nb   2\n", ["a …", "b  2"]), null);
    assert.equal(missingLine("a\nb\n", ["a", "c"]), "c");
    assert.equal(missingLine("a\nb\n", ["b", "a"]), "a");
  });
});

describe("commandsIn()", () => {
  it("finds commands, options, codes and settings that do not exist", async () => {
    const text =
      "`millrace strat`, `millrace start --onec`, `item.exist`, `limits.runs`, `millrace start --once`, `item.exists`, `limits.runs_per_item`";
    const { wrong, found } = await commandsIn(text);
    assert.deepEqual(wrong, ["millrace strat", "millrace start --onec: --onec", "item.exist", "limits.runs"]);
    assert.equal(found, 3);
  });

  it("looks at what is typed as well as at what is said", async () => {
    assert.deepEqual((await commandsIn("```sh\nbun millrace stats --json\n```\n")).wrong, ["millrace stats --json"]);
  });
});
