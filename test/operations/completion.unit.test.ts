import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { globalOptions } from "../../src/cli/arguments/global-options.ts";
import { completeWords, everywhere } from "../../src/operations/completion/complete-words.ts";
import { registry } from "../../src/operations/registry.ts";

const complete = (...words: string[]) => completeWords(registry, words, async (entry) => (await entry.load()).params);
const texts = async (...words: string[]) => (await complete(...words)).candidates.map(({ text }) => text);

describe("completeWords()", () => {
  it("completes commands and those below them", async () => {
    assert.deepEqual(await texts("rep"), ["replay"]);
    assert.ok((await texts("")).includes("queue"));
    assert.deepEqual(await texts("queue", "s"), ["show"]);
    assert.deepEqual(await texts("doctor", ""), ["fix", "probe"]);
    assert.deepEqual(await texts("nonsense", ""), []);
  });

  it("completes options of the command, and those of every command", async () => {
    assert.deepEqual(await texts("runs", "undo", "--"), ["--apply", "--back", ...Object.keys(everywhere)]);
    assert.deepEqual(await texts("--workspace", "somewhere", "runs", "diff", "--st"), ["--stat"]);
  });

  it("completes the values of choices, of options and of arguments, and with words broken at an equals sign", async () => {
    assert.deepEqual(await texts("completion", "z"), ["zsh"]);
    assert.deepEqual(await texts("runs", "ls", "--outcome", "d"), ["done"]);
    assert.deepEqual(await texts("runs", "ls", "--outcome=d"), ["done"]);
    assert.deepEqual(await texts("runs", "ls", "--outcome", "=", "d"), ["done"]);
  });

  it("names the parameter whose value only the workspace knows", async () => {
    const named = async (...words: string[]) => {
      const found = await complete(...words);
      return found.type === "value" ? [found.name, found.prefix] : found.type;
    };
    assert.deepEqual(await named("why", "fix-"), ["subject", "fix-"]);
    assert.deepEqual(await named("runs", "show", ""), ["run", ""]);
    assert.deepEqual(await named("logs", "--item", "a"), ["item", "a"]);
    assert.deepEqual(await named("config", "set", "--dry-run", "lim"), ["key", "lim"]);
    assert.deepEqual(await named("config", "set", "limits.runs_per_item", ""), ["value", ""]);
  });

  it("completes every argument of a list, and the values of options of every command", async () => {
    const param = async (...words: string[]) => {
      const found = await complete(...words);
      return found.type === "value" ? [found.param.placeholder, found.prefix] : found.type;
    };
    assert.deepEqual(await param("queue", "reorder", "a"), ["ID...", "a"]);
    assert.deepEqual(await param("queue", "reorder", "one", "two", "t"), ["ID...", "t"]);
    assert.deepEqual(await param("queue", "show", "one", "t"), "candidates");
    assert.deepEqual(await param("--workspace", "some"), ["DIR", "some"]);
  });

  it("knows the options of every command as the command line has them", () => {
    const own = Object.entries(globalOptions).map(([name, param]) => [
      `--${name}`,
      { summary: param.summary, ...(param.type === "string" ? { takes: "value" } : {}) },
    ]);
    assert.deepEqual(everywhere, Object.fromEntries(own));
  });
});
