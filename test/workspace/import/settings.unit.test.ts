import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { parseConfig } from "../../../src/plan/config/parse-config.ts";
import { carriedConfig } from "../../../src/workspace/import/config/carried-config.ts";
import { mapSettings } from "../../../src/workspace/import/config/map-settings.ts";
import type { Line, OlderWorkspace } from "../../../src/workspace/import/older-workspace.ts";

const older = (line: Line, configText: string): OlderWorkspace => ({
  ...{ line, root: "/w", tree: "millrace-agents", config: "millrace.toml", configText, paused: false, owner: null },
  ...{ items: [], runs: [], counters: [], letters: [], left: [] },
});
const known = { runners: ["shell", "codex_cli"], modes: ["default_shell"] };

describe("mapSettings()", () => {
  it("gives each stated key a place or a reason", () => {
    const settings = mapSettings(older("0.12", "[recovery]\nmax_fix_cycles = 4\n[watchers]\nenabled = true\n[nonsense]\na.b = 1\n"), known);
    assert.deepEqual(
      settings.map(({ from, to }) => [from, to]),
      [
        ["runners.default_runner (its default)", "stage_defaults.runner"],
        ["recovery.max_fix_cycles", "recovery.fix_cycles"],
        ["watchers.enabled", null],
        ["nonsense.a.b", null],
      ],
    );
    assert.ok(settings.every(({ to, note }) => to !== null || note !== ""));
  });

  it("carries a model only with a runner that knows it", () => {
    const text = '[stages.qa]\nrunner = "claude"\nmodel = "m"\n';
    const without = mapSettings(older("0.5", text), { ...known, runners: ["shell"] });
    assert.deepEqual(
      without.filter(({ to }) => to !== null),
      [],
    );
    const withRunner = mapSettings(older("0.5", text.replace("claude", "codex")), known);
    assert.deepEqual(
      withRunner.map(({ to, value }) => [to, value]),
      [
        ["stage_defaults.runner", "codex_cli"],
        ["stages.checker.runner", "codex_cli"],
        ["stages.checker.model", "m"],
      ],
    );
  });

  it("tells where malformed TOML breaks, and carries nothing of it", () => {
    const settings = mapSettings(older("0.12", "[recovery\n"), known);
    assert.equal(settings.length, 1);
    assert.match(settings[0]?.note ?? "", /malformed at line 1/);
  });
});

describe("carriedConfig()", () => {
  it("writes a configuration that this version takes, and leaves out what it refuses", async () => {
    const settings = mapSettings(
      older("0.12", "[recovery]\nmax_fix_cycles = 0.5\nmax_mechanic_attempts = 3\n[stages.builder]\ntimeout_seconds = 60\n"),
      known,
    );
    const carried = await carriedConfig("0.12", settings);
    const parsed = await parseConfig(carried.text);
    assert.ok(parsed.ok);
    assert.equal(parsed.config.values.recovery?.mechanics, 3);
    assert.equal(parsed.config.values.stages?.builder?.timeout_seconds, 60);
    const refused = carried.settings.find(({ from }) => from === "recovery.max_fix_cycles");
    assert.equal(refused?.to, null);
    assert.match(refused?.note ?? "", /refuses it/);
  });
});
