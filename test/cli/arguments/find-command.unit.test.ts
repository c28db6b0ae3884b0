import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { findCommand } from "../../../src/cli/arguments/find-command.ts";
import { tokensOf } from "../../../src/cli/arguments/tokens.ts";
import type { MillraceError } from "../../../src/kernel/errors/millrace-error.ts";
import { registry } from "../../../src/operations/registry.ts";

const find = (...args: string[]) => findCommand(registry, tokensOf(args));

function named(...args: string[]): [string, unknown[]] {
  const found = find(...args);
  assert.equal(found.type, "command");
  if (found.type !== "command") return ["", []];
  return [
    found.entry.name,
    found.rest.map((token) => (token.type === "word" ? token.text : `${token.flag}${token.value ? `=${token.value}` : ""}`)),
  ];
}

function near(...args: string[]): unknown {
  try {
    find(...args);
  } catch (error) {
    assert.equal((error as MillraceError).code, "cli.unknown-command");
    return (error as MillraceError).values.near;
  }
  return assert.fail("nothing was refused");
}

describe("findCommand()", () => {
  it("takes the longest path and leaves the rest", () => {
    assert.deepEqual(named("queue", "show", "fix-login"), ["queue.show", ["fix-login"]]);
    assert.deepEqual(named("modes", "show", "default_shell"), ["modes", ["default_shell"]]);
    assert.deepEqual(named("modes", "default_shell"), ["modes", ["default_shell"]]);
  });

  it("knows the names of the older systems, with what they add", () => {
    assert.deepEqual(named("queue", "add-task", "Fix"), ["task.add", ["Fix"]]);
    assert.deepEqual(named("run", "once", "--item", "x"), ["runtime.start", ["--once", "--max-stages", "1", "--item", "x"]]);
    assert.deepEqual(named("control", "pause"), ["runtime.pause", []]);
    assert.deepEqual(named("logs", "timeline"), ["log.events", []]);
  });

  it("says what does the work of an older command that has no name here", () => {
    assert.throws(
      () => find("control", "retry-active"),
      ({ code, values, fix }: MillraceError) =>
        code === "cli.unknown-command" && values.command === "control retry-active" && /millrace retry ID/.test(fix ?? ""),
    );
    assert.throws(
      () => find("runs", "trace", "x-1"),
      ({ fix }: MillraceError) => fix === "Here: millrace timeline RUN or millrace why RUN",
    );
    assert.deepEqual(named("queue", "inspect"), ["queue.list", []]);
    assert.deepEqual(named("queue", "retry-blocked", "x"), ["item.unblock", ["x"]]);
  });

  it("chooses by a flag where one command has two forms", () => {
    assert.deepEqual(named("add-task", "--stdin-ndjson"), ["task.add-many", []]);
    assert.deepEqual(named("add-task", "Title"), ["task.add", ["Title"]]);
  });

  it("tells a group from a command", () => {
    assert.deepEqual(find("queue"), { type: "group", words: ["queue"] });
    assert.deepEqual(find(), { type: "none" });
  });

  it("names the command that was probably meant", () => {
    assert.equal(near("stats"), "status");
    assert.equal(near("queue", "sho", "x"), "queue show");
    assert.equal(near("strat", "--once"), "start");
    assert.equal(near("queue", "paint"), "queue --help");
    assert.equal(near("logz"), "logs");
    assert.equal(near("que"), "queue");
    assert.equal(near("xyzzy"), undefined);
  });
});
