import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { type TestWorkspace, testWorkspace } from "./support/test-workspace.ts";

describe("config operations", () => {
  let workspace: TestWorkspace;
  const path = () => join(workspace.root, "millrace.toml");
  const text = () => readFileSync(path(), "utf8");
  const perform = (...args: Parameters<TestWorkspace["perform"]>) => workspace.perform(...args);
  const setting = async (key: string) => ((await perform("config.show", { key })).settings as { value: unknown; origin: string }[])[0];

  beforeEach(async () => {
    workspace = testWorkspace();
    await perform("workspace.init");
  });
  afterEach(() => workspace.remove());

  it("config.show names every setting, its value and where it comes from", async () => {
    writeFileSync(path(), '[limits]\nruns_per_item = 7\n\n[checks.test]\ncommand = "bun test"\n');
    const { settings } = (await perform("config.show")) as unknown as { settings: { key: string; value: unknown; origin: string }[] };
    const by = new Map(settings.map(({ key, value, origin }) => [key, [value, origin]]));
    assert.deepEqual(by.get("limits.runs_per_item"), [7, "millrace.toml:2"]);
    assert.deepEqual(by.get("limits.attempts_per_day"), [0, "default"]);
    assert.deepEqual(by.get("checks.test.command"), ["bun test", "millrace.toml:5"]);
    assert.equal(((await perform("config.show", { key: "limits" })).settings as unknown[]).length > 5, true);
    await assert.rejects(() => perform("config.show", { key: "limits.runs_per_itme" }), {
      code: "cli.not-known",
      values: { what: "setting", value: "limits.runs_per_itme", near: "limits.runs_per_item", look: "millrace config show" },
    });
  });

  it("config.set changes one line of the packaged file and keeps the rest, its permissions included", async () => {
    chmodSync(path(), 0o600);
    const before = text();
    const set = await perform("config.set", { key: "limits.attempts_per_day", value: "25" });
    assert.deepEqual([set.value, set.changed, set.applied], [25, true, true]);
    assert.equal(text(), before.replace("# [limits]", "[limits]").replace("# attempts_per_day = 0 ", "attempts_per_day = 25 "));
    assert.equal(statSync(path()).mode & 0o777, 0o600);
    assert.equal((await perform("config.set", { key: "limits.attempts_per_day", value: "25" })).changed, false);
    assert.equal((await setting("limits.attempts_per_day"))?.value, 25);
  });

  it("config.set takes text without quotes, lists, and text that looks like a number where text is wanted", async () => {
    await perform("config.set", { key: "delivery.kind", value: "commit" });
    await perform("config.set", { key: "env.allow", value: '["A", "B"]' });
    await perform("config.set", { key: "workspace.name", value: "2026" });
    await perform("config.set", { key: 'stages."execution.standard/builder".timeout_seconds', value: "60" });
    assert.deepEqual((await setting("delivery.kind"))?.value, "commit");
    assert.deepEqual((await setting("env.allow"))?.value, ["A", "B"]);
    assert.deepEqual((await setting("workspace.name"))?.value, "2026");
    assert.equal((await perform("compile.validate")).ok, true);
  });

  it("config.set changes nothing for a bad value, an unknown key, a mode that is not there, and with --dry-run", async () => {
    const before = text();
    await assert.rejects(() => perform("config.set", { key: "limits.runs_per_item", value: "0" }), { code: "config.bad-value" });
    await assert.rejects(() => perform("config.set", { key: "limits.runs_per_item", value: "many" }), { code: "config.bad-value" });
    await assert.rejects(() => perform("config.set", { key: "limits.runs_per_itm", value: "1" }), { code: "config.unknown-key" });
    await assert.rejects(() => perform("config.set", { key: "runtime.mode", value: "nothing_like_it" }), { code: "plan.unknown-mode" });
    await assert.rejects(() => perform("config.set", { key: "a b", value: "1" }), { code: "cli.bad-value" });
    await assert.rejects(() => perform("config.set", { key: "env.set.API_TOKEN", value: "x" }), { code: "config.secret" });
    assert.equal((await perform("config.set", { key: "limits.runs_per_item", value: "3", dryRun: true })).applied, false);
    assert.equal(text(), before);
  });

  it("config.set mends one problem of several, and makes the file where there is none", async () => {
    writeFileSync(path(), "[limits]\nruns_per_item = 0\nattempts_per_day = -1\n");
    await perform("config.set", { key: "limits.runs_per_item", value: "3" });
    assert.equal(text(), "[limits]\nruns_per_item = 3\nattempts_per_day = -1\n");
    assert.equal((await perform("config.validate")).exit, 2);
    await perform("config.unset", { key: "limits.attempts_per_day" });
    assert.equal((await perform("config.validate")).exit, 0);
    rmSync(path());
    await perform("config.set", { key: "runtime.max_runs", value: "2" });
    assert.equal(text(), "[runtime]\nmax_runs = 2\n");
  });

  it("config.unset takes a key or a section out, and names the key that was probably meant", async () => {
    writeFileSync(path(), "# top\n[limits] # of work\nruns_per_item = 3 # three\n\n[env]\nallow = []\n");
    const unset = await perform("config.unset", { key: "limits.runs_per_item" });
    assert.deepEqual([unset.value, unset.origin], [5, "default"]);
    await perform("config.unset", { key: "env" });
    assert.equal(text(), "# top\n[limits] # of work\n\n");
    await assert.rejects(() => perform("config.unset", { key: "limits.runs_per_item" }), { code: "cli.not-known" });
  });

  it("config.set refuses a malformed file, a link and two files, and touches none of them", async () => {
    writeFileSync(path(), "[limits\n");
    await assert.rejects(() => perform("config.set", { key: "runtime.max_runs", value: "2" }), { code: "config.malformed" });
    assert.equal(text(), "[limits\n");
    rmSync(path());
    const other = join(workspace.root, "elsewhere.toml");
    writeFileSync(other, "");
    symlinkSync(other, path());
    await assert.rejects(() => perform("config.set", { key: "runtime.max_runs", value: "2" }), { code: "config.unreadable" });
    rmSync(path());
    writeFileSync(path(), "");
    writeFileSync(join(workspace.root, "millrace-agents/millrace.toml"), "");
    await assert.rejects(() => perform("config.set", { key: "runtime.max_runs", value: "2" }), { code: "config.two-files" });
    assert.ok(existsSync(other));
  });
});
