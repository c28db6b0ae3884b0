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

  it("carries how codex was called: program, arguments, effort, posture by stage and by model, variables", async () => {
    const text = `[runners.codex]
command = "/opt/codex"
args = ["exec", "--ephemeral"]
profile = "shop"
extra_config = ["a=1", "b=2"]
permission_default = "basic"
model_reasoning_effort = "high"
skip_git_repo_check = false
permission_by_stage = { fixer = "elevated", arbiter = "basic" }
permission_by_model = { "gpt-5.3-codex" = "maximum" }
env = { SHOP = "till" }
[stages.builder]
model_reasoning_effort = "xhigh"
`;
    const settings = mapSettings(older("0.16", text), known);
    const carried = await carriedConfig("0.16", settings);
    const parsed = await parseConfig(carried.text);
    assert.ok(parsed.ok, JSON.stringify(parsed));
    assert.deepEqual(parsed.config.values.runners?.codex_cli, {
      argv: ["/opt/codex"],
      extra_args: ["--ephemeral", "--profile", "shop", "-c", "a=1", "-c", "b=2"],
      permission: "basic",
      effort: "high",
      permission_by_model: { "gpt-5.3-codex": "maximum" },
      env: { SHOP: "till" },
    });
    assert.deepEqual(parsed.config.values.stages, { fixer: { permission: "elevated" }, builder: { effort: "xhigh" } });
    assert.deepEqual(
      carried.settings.filter(({ to }) => to === null).map(({ from }) => from),
      ["runners.codex.skip_git_repo_check", "runners.codex.permission_by_stage.arbiter"],
    );
  });

  it("leaves arguments that are none of exec, and carries 0.5's claude under its name here", () => {
    const [args] = mapSettings(older("0.12", '[runners]\ndefault_runner = "codex_cli"\n[runners.codex]\nargs = ["resume"]\n'), known).slice(
      1,
    );
    assert.deepEqual([args?.to, /extra_args/.test(args?.note ?? "")], [null, true]);
    const claude = mapSettings(older("0.5", '[stages.qa]\nrunner = "claude"\neffort = "high"\n'), {
      ...known,
      runners: ["codex_cli", "claude_code"],
    });
    assert.deepEqual(
      claude.slice(1).map(({ to, value }) => [to, value]),
      [
        ["stages.checker.runner", "claude_code"],
        ["stages.checker.effort", "high"],
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
