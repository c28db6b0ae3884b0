import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { sandboxHere } from "../../../runners/sandbox/sandbox-here.ts";
import { harnessProgram } from "../../../runners/support/harness-program.ts";
import { type TestWorkspace, testWorkspace } from "../../support/test-workspace.ts";

interface Told {
  code: string;
  level: string;
  what: string;
  means: string;
  command: string | null;
}

describe("harnessFindings()", () => {
  let workspace: TestWorkspace;
  let home: string;
  beforeEach(async () => {
    // codex makes no sandbox where its home is below a temporary directory.
    home = mkdtempSync(join(homedir(), ".millrace-doctor-"));
    workspace = testWorkspace({ HOME: home, CODEX_HOME: undefined });
    await workspace.perform("workspace.init");
  });
  afterEach(() => {
    workspace.remove();
    rmSync(home, { recursive: true, force: true });
  });

  async function told(config: string): Promise<Told[]> {
    writeFileSync(join(workspace.root, "millrace.toml"), config);
    const { findings } = (await workspace.perform("doctor")) as unknown as { findings: Told[] };
    return findings.filter(({ code }) => code === "harness");
  }
  const levels = (found: readonly Told[]): [string, string][] => found.map(({ level, what }) => [level, what]);

  /** A program that answers as the script says, whatever it is. */
  function program(script: string): string {
    const path = join(workspace.root, "harness.sh");
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  it("says nothing where no stage needs a harness", async () => {
    assert.deepEqual(await told('[runtime]\nmode = "default_shell"\n'), []);
  });

  it("tells of each program that is bound its version, and that another than the tried one is new to it", async () => {
    const tried = program('case "$1" in --version) echo codex-cli 0.169.0 ;; *) exit 0 ;; esac');
    const config = `[runtime]\nmode = "default_codex"\n[runners.codex_cli]\nargv = ["${tried}"]\n`;
    assert.deepEqual(levels(await told(config))[0], ["ok", `${tried}: codex-cli 0.169.0, the version that was tried`]);
    program("echo agent 1.2.3");
    const [version] = await told(config);
    assert.deepEqual([version?.level, version?.what], ["note", `${tried}: agent 1.2.3; this version was not tried, 0.169.0 was`]);
  });

  it("tells for each posture what it allows and at which stages", async () => {
    const path = program("echo codex-cli 0.169.0");
    const config = `[runtime]\nmode = "default_codex"\n[stages.updater]\npermission = "maximum"\n[runners.codex_cli]\nargv = ["${path}"]\n`;
    const postures = (await told(config)).map(({ what }) => what).filter((what) => what.startsWith("codex_cli, "));
    assert.deepEqual(postures, [
      "codex_cli, report: commands write in the attempt's own directory and temporary ones only, and reach no network: checker, doublechecker, consultant, planner, manager, auditor, mechanic, arbiter",
      "codex_cli, basic: commands write in the workspace and temporary directories only, and reach no network: builder, fixer, troubleshooter",
      "codex_cli, maximum: no sandbox and no rules of codex's own: updater",
    ]);
  });

  it("tells at which stages a posture lies within the sandbox of the plan", { ignore: !sandboxHere() }, async () => {
    const path = program("echo codex-cli 0.169.0");
    const config = `[runtime]\nmode = "default_codex"\n[sandbox]\nenabled = true\n[stages.fixer.sandbox]\nenabled = false\n[runners.codex_cli]\nargv = ["${path}"]\n`;
    const basic = (await told(config)).map(({ what }) => what).filter((what) => what.startsWith("codex_cli, basic"));
    const words = "codex_cli, basic: commands write in the workspace and temporary directories only, and reach no network";
    assert.deepEqual(basic, [`${words}: fixer`, `${words}; all of it within the sandbox of the plan: builder, updater, troubleshooter`]);
  });

  it("tells which program cannot be started and why, by whom it is needed, and what to type", async () => {
    const config = '[runtime]\nmode = "default_claude"\n[runners.claude_code]\nargv = ["/nowhere/claude"]\n';
    const [missing, ...more] = await told(config);
    assert.deepEqual(more, []);
    assert.deepEqual(
      [missing?.level, missing?.what, missing?.command],
      [
        "error",
        'The runner "claude_code" cannot start /nowhere/claude: there is no such program',
        "npm install --global @anthropic-ai/claude-code@2.1.197",
      ],
    );
    assert.match(missing?.means ?? "", /^12 stages need it\./);
    const broken = program("echo no library >&2; exit 3");
    const [bad] = await told(`[runtime]\nmode = "default_codex"\n[runners.codex_cli]\nargv = ["${broken}"]\n`);
    assert.deepEqual([bad?.level, bad?.what], ["error", `The runner "codex_cli" cannot start ${broken}: exit 3: no library`]);
  });

  it("does not wait for a program that hangs, nor for what it leaves behind", async () => {
    const path = program("sleep 300 & sleep 300");
    const begun = performance.now();
    const [hanging] = await told(`[runtime]\nmode = "default_codex"\n[runners.codex_cli]\nargv = ["${path}"]\n`);
    assert.deepEqual(
      [hanging?.level, hanging?.what],
      ["error", `The runner "codex_cli" cannot start ${path}: it says nothing within 15 s`],
    );
    assert.ok(performance.now() - begun < 25_000);
  });

  it("tells a harness that says nothing of its login, and how a request would show it", async () => {
    const path = program("echo codex-cli 0.169.0");
    const found = await told(`[runtime]\nmode = "default_codex"\n[runners.codex_cli]\nargv = ["${path}"]\n`);
    const login = found.find(({ command }) => command === "millrace doctor --probe");
    assert.deepEqual([login?.level, login?.what], ["note", `${path}: it does not say whether it is logged in`]);
  });

  it("tells that a sandbox cannot be made, and what that means", async () => {
    const path = program('case "$1" in --version) echo codex-cli 0.169.0 ;; sandbox) echo "no user namespaces" >&2; exit 1 ;; esac');
    const found = await told(`[runtime]\nmode = "default_codex"\n[runners.codex_cli]\nargv = ["${path}"]\n`);
    const sandbox = found.find(({ what }) => what.includes("sandbox here"));
    assert.deepEqual(
      [sandbox?.level, sandbox?.what, sandbox?.command],
      ["error", `${path} cannot make its sandbox here: no user namespaces`, "millrace config set runners.codex_cli.permission elevated"],
    );
    const none = await told(
      `[runtime]\nmode = "default_codex"\n[stage_defaults]\npermission = "elevated"\n[runners.codex_cli]\nargv = ["${path}"]\n`,
    );
    assert.equal(
      none.find(({ what }) => what.includes("sandbox here")),
      undefined,
    );
  });

  for (const [mode, runner, name, key, logIn] of [
    ["default_codex", "codex_cli", "codex", "CODEX_API_KEY", "codex login"],
    ["default_claude", "claude_code", "claude", "ANTHROPIC_API_KEY", "claude auth login"],
    ["default_pi", "pi_rpc", "pi", "ANTHROPIC_API_KEY", "pi # and there /login"],
  ] as const) {
    const path = harnessProgram(name);
    it(`knows the real ${name} of the tried version, with a login and without`, { ignore: path === null }, async () => {
      const config = `[runtime]\nmode = "${mode}"\n[runners.${runner}]\nargv = ["${path}"]\n`;
      const without = await told(config);
      assert.match(without[0]?.what ?? "", /the version that was tried$/);
      assert.deepEqual([without[1]?.level, without[1]?.command], ["error", logIn]);
      workspace.remove();
      workspace = testWorkspace({ HOME: home, CODEX_HOME: undefined, [key]: "sesame-open-now" });
      await workspace.perform("workspace.init");
      mkdirSync(home, { recursive: true });
      const withKey = await told(config);
      assert.equal(withKey[1]?.level, "ok", withKey[1]?.what ?? "");
      assert.doesNotMatch(JSON.stringify(withKey), /sesame/);
    });
  }
});
