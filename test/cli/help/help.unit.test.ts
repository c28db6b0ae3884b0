import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { findCommand } from "../../../src/cli/arguments/find-command.ts";
import { readArguments } from "../../../src/cli/arguments/read-arguments.ts";
import { tokensOf } from "../../../src/cli/arguments/tokens.ts";
import { commandHelp } from "../../../src/cli/help/command-help.ts";
import { exampleOf } from "../../../src/cli/help/example.ts";
import { rootHelp } from "../../../src/cli/help/root-help.ts";
import { paperOf } from "../../../src/cli/text/paper.ts";
import { registry } from "../../../src/operations/registry.ts";

const paper = paperOf({ colour: false, columns: null, now: 0 });

/** Words of an example as a shell would split them. */
function shellWords(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
}

describe("commandHelp()", () => {
  it("shows usage, arguments, options with their defaults, an example and the other names", async () => {
    const entry = registry.find(({ name }) => name === "task.add");
    assert.ok(entry);
    const text = commandHelp(entry, await entry.load(), paper);
    for (const part of [
      "Queue a task.",
      "Usage: millrace add-task TITLE|FILE [options]",
      "  --depends-on ID    An item that must be done before (may be repeated)",
      "  --priority N       Higher is claimed first (default 0)",
      '  millrace add-task "Say hello" --run "echo hello > hello.txt" --check "test -s hello.txt"',
      "Also: millrace queue add-task, millrace tasks add",
    ]) {
      assert.ok(text.includes(part), `${part}\n--- is not in ---\n${text}`);
    }
  });
});

describe("rootHelp()", () => {
  it("lists every command with its summary", () => {
    const text = rootHelp(registry, paper);
    for (const { path, summary } of registry)
      assert.match(text, new RegExp(`^ {2}${path.join(" ")} +${summary.replace(/[.*+?^$()]/g, "\\$&")}$`, "m"));
  });

  it("lists the commands of a group", () => {
    const text = rootHelp(registry, paper, ["compile"]);
    assert.match(text, /^Usage: millrace compile <command>/);
    assert.match(text, /compile graph/);
    assert.doesNotMatch(text, /add-task/);
  });
});

describe("exampleOf()", () => {
  for (const entry of registry) {
    it(`gives an example of ${entry.name} that reads back as its input`, async () => {
      const operation = await entry.load();
      const line = exampleOf(entry.path.join(" "), operation);
      const found = findCommand(registry, tokensOf(shellWords(line).slice(1)));
      assert.equal(found.type, "command");
      if (found.type !== "command") return;
      assert.equal(found.entry.name, entry.name);
      const input = readArguments(operation.params, found.rest, "example");
      for (const [name, value] of Object.entries(operation.example)) assert.deepEqual(input[name], value);
    });
  }
});
