import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { compilePlan } from "../../src/plan/compile-plan.ts";
import type { StageBinding } from "../../src/plan/frozen-plan.ts";
import { removeWorkspaces, workspaceWith } from "./workspace.ts";

describe("the binding of a harness", () => {
  removeWorkspaces();

  async function bindings(config: string): Promise<Record<string, StageBinding>> {
    const compiled = await compilePlan({ fs: diskFs, root: workspaceWith({ "millrace.toml": config }) });
    assert.ok(compiled.ok, JSON.stringify(compiled));
    return compiled.plan.stages;
  }

  it("asks for the least that a mode's stages need, and for no program, effort or argument that nobody named", async () => {
    const codex = (await bindings('[runtime]\nmode = "default_codex"\n'))["execution.standard/builder"];
    assert.deepEqual(
      [codex?.runner, codex?.argv, codex?.effort, codex?.permission, codex?.extraArgs],
      ["codex_cli", [], undefined, "basic", []],
    );
    const claude = (await bindings('[runtime]\nmode = "default_claude"\n'))["execution.standard/builder"];
    assert.deepEqual([claude?.runner, claude?.permission, claude?.env.DISABLE_AUTOUPDATER], ["claude_code", "elevated", "1"]);
  });

  it("asks for stages that judge, plan or advise no more than to write their report, unless somebody says otherwise", async () => {
    const asked = async (config: string): Promise<string[]> =>
      Object.entries(await bindings(config)).flatMap(([name, { permission }]) =>
        permission === "report" ? [name.split("/")[1] ?? ""] : [],
      );
    const reporting = ["arbiter", "auditor", "checker", "consultant", "doublechecker", "manager", "mechanic", "planner"];
    for (const mode of ["default_codex", "default_claude", "default_pi"]) {
      assert.deepEqual((await asked(`[runtime]\nmode = "${mode}"\n`)).sort(), reporting);
    }
    assert.deepEqual(await asked('[runtime]\nmode = "default_codex"\n[runners.codex_cli]\npermission = "basic"\n'), []);
    assert.deepEqual(await asked('[runtime]\nmode = "default_codex"\n[stage_defaults]\npermission = "elevated"\n'), []);
  });

  it("lets the stage's permission outrank that of its model, and that the general one", async () => {
    const stages = await bindings(
      [
        '[runtime]\nmode = "default_codex"',
        '[stage_defaults]\nmodel = "big"\npermission = "basic"',
        '[stages.checker]\npermission = "maximum"',
        '[stages.fixer]\nmodel = "small"',
        '[runners.codex_cli]\npermission_by_model = { big = "elevated" }',
      ].join("\n"),
    );
    const of = (stage: string) => stages[`execution.standard/${stage}`]?.permission;
    assert.deepEqual([of("builder"), of("checker"), of("fixer")], ["elevated", "maximum", "basic"]);
  });

  it("bounds an attempt of an agent by what mode, file and stage say, and a script by none of it", async () => {
    const limits = ({ tokenLimit, costLimitUsd, repeatLimit, stallSeconds }: StageBinding) => [
      tokenLimit,
      costLimitUsd,
      repeatLimit,
      stallSeconds,
    ];
    const usual = await bindings('[runtime]\nmode = "default_codex"\n');
    assert.deepEqual(
      Object.values(usual).map(limits),
      Object.values(usual).map(() => [0, 0, 20, 1800]),
    );
    const compiled = await compilePlan({
      fs: diskFs,
      root: workspaceWith({
        "millrace.toml": '[runtime]\nmode = "mine"\n[stages.fixer]\ncost_limit_usd = 1.5\nrepeat_limit = 0\n',
        "millrace-agents/modes/mine.toml":
          '[loops]\ntask = "execution.standard"\n[stage_defaults]\nrunner = "codex_cli"\ntoken_limit = 9\nstall_seconds = 60\n',
      }),
    });
    assert.ok(compiled.ok);
    const fixer = compiled.plan.stages["execution.standard/fixer"];
    assert.deepEqual(fixer && limits(fixer), [9, 1.5, 0, 60]);
    const origin = (key: string) => compiled.provenance[`stages."execution.standard/fixer".${key}`]?.from;
    assert.deepEqual([origin("token_limit"), origin("cost_limit_usd")], ["mode", "file"]);
    const script = (await bindings(""))["execution.standard/builder"];
    assert.deepEqual(script && limits(script), [undefined, undefined, undefined, undefined]);
  });

  it("takes program, effort and arguments of the runner, and those of a stage before them", async () => {
    const stages = await bindings(
      [
        '[runtime]\nmode = "default_codex"',
        '[runners.codex_cli]\nargv = ["/opt/codex"]\neffort = "low"\nextra_args = ["--ephemeral"]',
        '[stages.builder]\neffort = "high"\nextra_args = ["--oss"]',
      ].join("\n"),
    );
    const of = (stage: string) => {
      const { argv, effort, extraArgs } = stages[`execution.standard/${stage}`] ?? {};
      return [argv, effort, extraArgs];
    };
    assert.deepEqual(of("builder"), [["/opt/codex"], "high", ["--oss"]]);
    assert.deepEqual(of("checker"), [["/opt/codex"], "low", ["--ephemeral"]]);
  });

  it("holds answers to a schema where somebody says so, of harnesses that can alone", async () => {
    const shaped = async (config: string, stage = "builder"): Promise<unknown> =>
      (await bindings(config))[`execution.standard/${stage}`]?.structuredResult;
    assert.equal(await shaped('[runtime]\nmode = "default_codex"\n'), undefined);
    const all = "[stage_defaults]\nstructured_result = true\n";
    for (const [mode, expected] of [
      ["default_codex", true],
      ["default_claude", true],
      ["default_pi", undefined],
      ["default_shell", undefined],
    ] as const)
      assert.equal(await shaped(`[runtime]\nmode = "${mode}"\n${all}`), expected, mode);
    const mixed =
      '[runtime]\nmode = "default_claude"\n[runners.claude_code]\nstructured_result = true\n[stages.fixer]\nstructured_result = false\n';
    assert.deepEqual([await shaped(mixed), await shaped(mixed, "fixer")], [true, undefined]);
    const compiled = await compilePlan({ fs: diskFs, root: workspaceWith({ "millrace.toml": mixed }) });
    const origin = (stage: string) => compiled.ok && compiled.provenance[`stages."execution.standard/${stage}".structured_result`];
    assert.deepEqual(
      [origin("builder"), origin("fixer")].map((found) => found && found.from === "file" && found.line),
      [4, 6],
    );
  });

  it("names the variables of the harness's own login for its stages only, and no value of them", async () => {
    const stages = await bindings('[runtime]\nmode = "default_codex"\n[stages.updater]\nrunner = "shell"\n');
    assert.ok(stages["execution.standard/builder"]?.variables?.includes("CODEX_HOME"));
    assert.equal(stages["execution.standard/updater"]?.variables, undefined);
  });

  it("refuses a permission that there is not", async () => {
    const root = workspaceWith({ "millrace.toml": '[stage_defaults]\npermission = "all"\n' });
    const compiled = await compilePlan({ fs: diskFs, root });
    assert.ok(!compiled.ok);
    assert.deepEqual(
      compiled.problems.map(({ code, path }) => [code, path]),
      [["config.bad-value", "stage_defaults.permission"]],
    );
  });
});
