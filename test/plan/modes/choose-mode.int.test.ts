import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { compilePlan } from "../../../src/plan/compile-plan.ts";
import type { Readiness } from "../../../src/plan/modes/choose-mode.ts";
import { choiceText } from "../../../src/plan/modes/mode-choice.ts";
import { removeWorkspaces, workspaceWith } from "../workspace.ts";

describe("a mode that chooses", () => {
  removeWorkspaces();

  /** Only the harnesses of these runners are ready. */
  const only =
    (...runners: string[]): Readiness =>
    (plan) => {
      const bound = [...new Set(Object.values(plan.stages).map(({ runner }) => runner))];
      const ready = bound.every((runner) => runners.includes(runner));
      return Promise.resolve({ ready, why: ready ? `${bound.join(" and ")} is here` : `no ${bound.join(" and ")}` });
    };
  const compile = (config: string, look?: Readiness, more: Record<string, string> = {}) =>
    compilePlan({ fs: diskFs, root: workspaceWith({ "millrace.toml": config, ...more }), ...(look ? { look } : {}) });
  const auto = '[runtime]\nmode = "auto"\n';

  it("takes the first whose harness is ready, says why, and freezes the choice", async () => {
    const compiled = await compile(auto, only("claude_code", "pi_rpc"));
    assert.ok(compiled.ok, JSON.stringify(compiled));
    assert.deepEqual([compiled.plan.mode, compiled.plan.chosenBy], ["default_claude", "auto"]);
    assert.equal(
      compiled.choice && choiceText(compiled.choice),
      'Mode "auto" chose default_claude: claude_code is here; not default_codex: no codex_cli',
    );
    assert.equal(compiled.provenance.mode?.from, "file");
    const named = await compile('[runtime]\nmode = "default_claude"\n', only());
    assert.ok(named.ok && named.choice === undefined && named.plan.chosenBy === undefined && named.hash !== compiled.hash);
    const again = await compile(auto, only("claude_code"));
    assert.ok(again.ok && again.hash === compiled.hash, "what was seen is not in the plan");
  });

  it("tells of each what keeps it from work, and what to type, when none is ready", async () => {
    const compiled = await compile(auto, only());
    assert.ok(!compiled.ok);
    const [problem, ...more] = compiled.problems;
    assert.deepEqual([problem?.code, more], ["plan.no-harness", []]);
    assert.equal(
      problem?.message,
      'Mode "auto" finds no harness that is ready. default_codex: no codex_cli; default_claude: no claude_code; default_pi: no pi_rpc',
    );
    assert.match(problem?.fix ?? "", /millrace config set runtime\.mode default_shell/);
  });

  it("takes the first without looking where nobody can look, and tells that", async () => {
    const compiled = await compile(auto);
    assert.ok(compiled.ok);
    assert.deepEqual([compiled.plan.mode, compiled.choice?.why], ["default_codex", null]);
  });

  it("may be the workspace's own, of its own modes too, but not of modes that choose", async () => {
    const mixed =
      '[loops]\ntask = "execution.standard"\n[stage_defaults]\nrunner = "codex_cli"\n[stages.checker]\nrunner = "claude_code"\n[stages.updater]\nrunner = "shell"\n';
    const files = { "millrace-agents/modes/mixed.toml": mixed, "millrace-agents/modes/ours.toml": 'choose = ["mixed", "default_shell"]\n' };
    const both = await compile('[runtime]\nmode = "ours"\n', only("codex_cli", "claude_code", "shell"), files);
    assert.ok(both.ok && both.plan.mode === "mixed");
    const one = await compile('[runtime]\nmode = "ours"\n', only("codex_cli", "shell"), files);
    assert.ok(one.ok && one.plan.mode === "default_shell" && one.plan.chosenBy === "ours");
    const nested = await compile('[runtime]\nmode = "n"\n', only(), { "millrace-agents/modes/n.toml": 'choose = ["auto"]\n' });
    assert.ok(!nested.ok);
    assert.deepEqual(
      nested.problems.map(({ code, message }) => [code, message]),
      [["plan.bad-mode", 'Mode "n" chooses "auto", which chooses itself']],
    );
  });

  it("does not pass over a candidate that does not compile", async () => {
    const compiled = await compile(`${auto}[stage_defaults]\nentrypoint = "entrypoints/none.md"\n`, only("pi_rpc"));
    assert.ok(!compiled.ok);
    assert.ok(compiled.problems.every(({ code }) => code === "plan.missing-entrypoint"));
  });
});

describe("a workspace's mode that mixes harnesses", () => {
  removeWorkspaces();

  it("binds each stage to its own, with the model, variables and permission that go with it", async () => {
    const mode = [
      '[loops]\ntask = "execution.standard"',
      '[stage_defaults]\nrunner = "codex_cli"\nmodel = "big"',
      '[stages.checker]\nrunner = "claude_code"\nmodel = "other"',
      '[stages.doublechecker]\nrunner = "pi_rpc"\nmodel = "third"',
      '[stages.updater]\nrunner = "shell"',
    ].join("\n\n");
    const root = workspaceWith({ "millrace.toml": '[runtime]\nmode = "mixed"\n', "millrace-agents/modes/mixed.toml": mode });
    const compiled = await compilePlan({ fs: diskFs, root });
    assert.ok(compiled.ok, JSON.stringify(compiled));
    const of = (stage: string) => {
      const { runner, model, permission, variables = [] } = compiled.plan.stages[`execution.standard/${stage}`] ?? {};
      return [runner, model, permission, variables.some((name) => /CODEX|CLAUDE|PI_/.test(name))];
    };
    assert.deepEqual(of("builder"), ["codex_cli", "big", "basic", true]);
    assert.deepEqual(of("fixer"), ["codex_cli", "big", "basic", true]);
    assert.deepEqual(of("checker"), ["claude_code", "other", "report", true]);
    assert.deepEqual(of("doublechecker"), ["pi_rpc", "third", "report", true]);
    assert.deepEqual(of("updater").slice(0, 1), ["shell"]);
  });
});
