import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { sha256 } from "../../src/kernel/sha256.ts";
import { packagedAssets } from "../../src/plan/assets/packaged.ts";
import { compilePlan } from "../../src/plan/compile-plan.ts";
import { originText } from "../../src/plan/config/origin.ts";
import { initialState } from "../../src/state/state.ts";
import { removeWorkspaces, workspaceWith } from "./workspace.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

async function compiled(files: Files = {}, mode?: string) {
  const result = await compilePlan({ fs: diskFs, root: workspaceWith(files), ...(mode === undefined ? {} : { mode }) });
  assert.ok(result.ok, JSON.stringify(result));
  return result;
}

async function problems(files: Files, mode?: string) {
  const result = await compilePlan({ fs: diskFs, root: workspaceWith(files), ...(mode === undefined ? {} : { mode }) });
  assert.ok(!result.ok, "must be refused");
  return result.problems;
}

const config = (text: string): Files => ({ "millrace.toml": text });

describe("compilePlan()", () => {
  removeWorkspaces();

  it("makes a plan of an empty workspace: shell everywhere, shipped prompts, proved bounds", async () => {
    const { plan, policy, files, warnings, workspaceName, prices } = await compiled();
    assert.equal(plan.mode, "default_shell");
    assert.equal(plan.loopFor.task, "execution.standard");
    const builder = plan.stages["execution.standard/builder"];
    assert.deepEqual([builder?.runner, builder?.argv, builder?.timeoutSeconds], ["shell", [], 3600]);
    assert.equal(builder?.entrypoint?.origin, "package");
    assert.ok(Object.values(plan.bounds).every((bound) => bound > 0));
    assert.deepEqual(Object.keys(plan.bounds), Object.keys(plan.loops));
    assert.deepEqual(policy, initialState().policy);
    assert.deepEqual([workspaceName, prices, warnings], [null, {}, []]);
    for (const file of files) assert.equal(sha256(file.text), file.hash);
    const frozen = Object.values(plan.stages).map((stage) => stage.entrypoint?.hash);
    assert.deepEqual(new Set(files.map(({ hash }) => hash)), new Set(frozen));
  });

  it("names the plan by the SHA-256 of its canonical text, equal for equal inputs in any order and place", async () => {
    const one = await compiled(
      config('[checks.a]\ncommand = "x"\n[checks.b]\ncommand = "y"\n[limits]\nretries_per_visit = 1\nbackoff_seconds = 1\n'),
    );
    const two = await compiled(
      config('[limits]\nbackoff_seconds = 1\nretries_per_visit = 1\n[checks.b]\ncommand = "y"\n# words\n[checks.a]\ncommand = "x"\n'),
    );
    assert.equal(one.hash, two.hash);
    assert.equal(one.hash, sha256(one.text));
    assert.deepEqual(JSON.parse(one.text), JSON.parse(JSON.stringify(one.plan)));
    assert.ok(!one.text.includes("millrace-plan-"), "holds no absolute path");
  });

  for (const [name, text] of [
    ["max_runs", "[runtime]\nmax_runs = 3\n"],
    ["runs_per_item", "[limits]\nruns_per_item = 9\n"],
    ["attempts_per_day", "[limits]\nattempts_per_day = 100\n"],
    ["prices", "[prices.shell]\nusd_per_attempt = 1\n"],
    ["the workspace's name", '[workspace]\nname = "w"\n'],
  ] as const) {
    it(`keeps the hash when ${name} changes`, async () => {
      assert.equal((await compiled(config(text))).hash, (await compiled()).hash);
    });
  }

  for (const [name, files] of [
    ["a limit of a loop", config("[recovery]\nfix_cycles = 3\n")],
    ["a limit of attempts", config("[limits]\nretries_per_visit = 3\n")],
    ["a check", config('[checks.a]\ncommand = "x"\n')],
    ["a stage", config("[stages.builder]\ntimeout_seconds = 5\n")],
    ["the environment", config('[env]\nallow = ["A"]\n')],
    ["protected files", config("[evidence]\nprotected = []\n")],
    ["delivery", config('[delivery]\nkind = "commit"\n')],
    ["an entry point", { "millrace-agents/entrypoints/execution/builder.md": "# Mine\n\nBUILDER_COMPLETE BLOCKED\n" }],
  ] as const) {
    it(`makes another plan when ${name} changes`, async () => {
      assert.notEqual((await compiled(files)).hash, (await compiled()).hash);
    });
  }

  it("puts policy beside the plan and checks, limits, environment into it", async () => {
    const { plan, policy, prices, workspaceName } = await compiled(
      config(
        '[workspace]\nname = "w"\n[runtime]\nmax_runs = 2\n[limits]\nruns_per_item = 3\nattempts_per_day = 4\nbackoff_seconds = 0.5\ncheck_timeout_seconds = 60\n[checks.a]\ncommand = "x"\n[checks.b]\ncommand = "y"\ntimeout_seconds = 7\n[prices.m]\nusd_per_attempt = 0.5\n[env]\nallow = ["A"]\nset = { B = "c" }\n',
      ),
    );
    assert.deepEqual(policy, { ...initialState().policy, maxRuns: 2, runsPerItem: 3, attemptsPerDay: 4, prices });
    assert.deepEqual([prices, workspaceName], [{ m: { perAttempt: 0.5 } }, "w"]);
    assert.deepEqual(plan.checks, { a: { command: "x", timeoutSeconds: 60 }, b: { command: "y", timeoutSeconds: 7 } });
    assert.equal(plan.limits.backoffMillis, 500);
    assert.deepEqual(plan.env, { allow: ["A"] });
    assert.deepEqual(plan.stages["execution.standard/checker"]?.env, { B: "c" });
  });

  it("puts budgets in money and tokens into the policy, and prices by kind of token", async () => {
    const { policy } = await compiled(
      config(
        "[limits]\nusd_per_day = 20\ntokens_per_day = 5\nusd_per_item = 0.5\n[prices.a]\ninput_per_million = 4\noutput_per_million = 8\n[prices.b]\ninput_per_million = 4\ncached_per_million = 1\noutput_per_million = 8\nusd_per_attempt = 2\n",
      ),
    );
    assert.deepEqual([policy.usdPerDay, policy.tokensPerDay, policy.usdPerItem], [20, 5, 0.5]);
    assert.deepEqual(policy.prices, {
      a: { inputPerMillion: 4, cachedPerMillion: 4, outputPerMillion: 8 },
      b: { perAttempt: 2, inputPerMillion: 4, cachedPerMillion: 1, outputPerMillion: 8 },
    });
  });

  for (const price of ["", "input_per_million = 1", "output_per_million = 1", "cached_per_million = 1\nusd_per_attempt = 1"]) {
    it(`warns of half a price, which is none: ${price.replace("\n", ", ") || "nothing"}`, async () => {
      const half = await compilePlan({ fs: diskFs, root: workspaceWith({ "millrace.toml": `[prices.m]\n${price}\n` }) });
      assert.ok(half.ok);
      assert.deepEqual(
        half.warnings.map(({ path, line, fix }) => [path, line, fix]),
        [["prices.m", 1, price.startsWith("input") ? "Add output_per_million" : "Add input_per_million"]],
      );
    });
  }

  for (const [limit, warned] of [
    ["[limits]\nusd_per_day = 1\n", true],
    ["[limits]\nusd_per_item = 1\n", true],
    ["[stages.fixer]\ncost_limit_usd = 1\n", true],
    ["[limits]\ntokens_per_day = 1\n", false],
    ["[limits]\nusd_per_day = 1\n[prices.codex_cli]\nusd_per_attempt = 1\n", false],
  ] as const) {
    it(`${warned ? "warns" : "does not warn"} of a limit in money without a price: ${limit.replaceAll("\n", " ")}`, async () => {
      const root = workspaceWith({ "millrace.toml": `[runtime]\nmode = "default_codex"\n${limit}` });
      const compiled = await compilePlan({ fs: diskFs, root });
      assert.ok(compiled.ok);
      assert.deepEqual(
        compiled.warnings.map(({ path }) => path),
        warned ? ["prices.codex_cli"] : [],
      );
    });
  }

  it("takes each value of a stage from the strongest place and tells which", async () => {
    const { plan, provenance } = await compiled({
      "millrace.toml":
        '[runtime]\nmode = "mine"\n[runners.command]\nargv = ["./all"]\nmodel = "small"\n[stages.checker]\ntimeout_seconds = 20\n[stages."execution.standard/fixer"]\nargv = ["./fix"]\n[stages.fixer]\nargv = ["./any"]\nmodel = "big"\n',
      "millrace-agents/modes/mine.toml":
        '[loops]\ntask = "execution.standard"\n[stage_defaults]\nrunner = "command"\ntimeout_seconds = 10\n[stages.builder]\ntimeout_seconds = 15\nenv = { A = "1" }\n',
    });
    const stage = (name: string) => plan.stages[`execution.standard/${name}`];
    const origin = (name: string, key: string) =>
      originText(provenance[`stages."execution.standard/${name}".${key}`] ?? { from: "default" });
    assert.deepEqual([stage("builder")?.timeoutSeconds, origin("builder", "timeout_seconds")], [15, "mode mine"]);
    assert.deepEqual([stage("checker")?.timeoutSeconds, origin("checker", "timeout_seconds")], [20, "millrace.toml:7"]);
    assert.deepEqual(
      [stage("updater")?.timeoutSeconds, stage("updater")?.argv, origin("updater", "argv")],
      [10, ["./all"], "millrace.toml:4"],
    );
    assert.deepEqual([stage("fixer")?.argv, origin("fixer", "argv")], [["./fix"], "millrace.toml:9"]);
    assert.deepEqual([stage("fixer")?.model, stage("builder")?.model], ["big", "small"]);
    assert.deepEqual(stage("builder")?.env, { A: "1" });
    assert.equal(origin("builder", "grace_seconds"), "default");
    assert.equal(originText(provenance.mode ?? { from: "default" }), "millrace.toml:2");
  });

  it("overrides loop limits by mode, then by file, and proves the loop with them", async () => {
    const mode = '[loops]\ntask = "execution.standard"\n[recovery]\nfix_cycles = 4\ntroubleshoots = 3\n';
    const { plan, provenance } = await compiled(
      { "millrace.toml": "[recovery]\nfix_cycles = 1\n", "millrace-agents/modes/mine.toml": mode },
      "mine",
    );
    const loop = plan.loops["execution.standard"];
    assert.deepEqual([loop?.limits.fixCycles, loop?.limits.troubleshoots, loop?.limits.consults], [1, 3, 1]);
    const origin = (limit: string) => originText(provenance[`loops.execution.standard.limits.${limit}`] ?? { from: "default" });
    assert.deepEqual(
      [origin("fixCycles"), origin("troubleshoots"), origin("consults")],
      ["millrace.toml:2", "mode mine", "loop execution.standard"],
    );
    assert.equal(originText(provenance.mode ?? { from: "default" }), "command line");
  });

  it("takes an entry point of the workspace in place of the package's, that file only", async () => {
    const text = "# Mine\r\n\nEnd with BUILDER_COMPLETE or BLOCKED\n";
    const { plan, files } = await compiled({ "millrace-agents/entrypoints/execution/builder.md": text });
    assert.deepEqual(plan.stages["execution.standard/builder"]?.entrypoint, {
      path: "entrypoints/execution/builder.md",
      hash: sha256(text),
      origin: "workspace",
    });
    assert.equal(plan.stages["execution.standard/checker"]?.entrypoint?.origin, "package");
    assert.ok(files.some((file) => file.text === text));
  });

  it("freezes skills by name or path, each content once", async () => {
    const { plan, files } = await compiled({
      "millrace.toml": '[stage_defaults]\nskills = ["house", "skills/a/b.md", "house"]\n',
      "millrace-agents/skills/house/SKILL.md": "# House\n",
      "millrace-agents/skills/a/b.md": "# House\n",
    });
    const paths = plan.stages["execution.standard/builder"]?.skills.map(({ path }) => path);
    assert.deepEqual(paths, ["skills/house/SKILL.md", "skills/a/b.md"]);
    assert.equal(files.filter(({ text }) => text === "# House\n").length, 1);
  });

  it("reads the configuration from millrace-agents/ too", async () => {
    assert.equal((await compiled({ "millrace-agents/millrace.toml": "[runtime]\nmax_runs = 7\n" })).policy.maxRuns, 7);
  });

  it("warns of a skill that is not what it says, once however many stages have it", async () => {
    const root = workspaceWith({
      "millrace.toml": '[stages.builder]\nskills = ["ours"]\n[stages.fixer]\nskills = ["ours"]\n',
      "millrace-agents/skills/ours/SKILL.md": "---\nname: theirs\ndescription: For us.\n---\n\nTODO\n",
    });
    const compiled = await compilePlan({ fs: diskFs, root });
    assert.ok(compiled.ok, JSON.stringify(compiled));
    assert.deepEqual(
      compiled.warnings.map(({ code, file, line, message }) => [code, file, line, message]),
      [
        ["plan.skill-lint", "millrace-agents/skills/ours/SKILL.md", undefined, 'Its name "theirs" is not that of its folder, "ours"'],
        ["plan.skill-lint", "millrace-agents/skills/ours/SKILL.md", 6, '"TODO" is still to be filled in'],
      ],
    );
  });

  it("warns of an entry point that misleads", async () => {
    const { warnings } = await compiled({ "millrace-agents/entrypoints/execution/builder.md": "# Mine\n\n- `CHECKER_PASS`: no\n" });
    assert.deepEqual(
      warnings.map(({ code, file, line }) => [code, file, line]),
      [
        ["plan.entrypoint-lint", "millrace-agents/entrypoints/execution/builder.md", undefined],
        ["plan.entrypoint-lint", "millrace-agents/entrypoints/execution/builder.md", undefined],
        ["plan.entrypoint-lint", "millrace-agents/entrypoints/execution/builder.md", 3],
      ],
    );
  });

  it("lets every shipped mode compile once its program is named, without a warning", async () => {
    const modes = packagedAssets()
      .list("modes")
      .flatMap((path) => /^modes\/(?!aliases)(.+)\.toml$/.exec(path)?.[1] ?? []);
    assert.ok(modes.includes("default_shell") && modes.includes("default_command"));
    for (const mode of [...modes, "standard_plain"]) {
      assert.deepEqual((await compiled(config('[runners.command]\nargv = ["./agent"]\n'), mode)).warnings, [], mode);
    }
  });

  it("refuses the runner command without a program, once for each stage", async () => {
    const found = await problems({}, "default_command");
    assert.ok(found.length > 5 && found.every(({ code }) => code === "plan.missing-argv"), JSON.stringify(found));
  });

  it("does not call a stage unknown whose loop is what does not compile", async () => {
    const found = await problems({
      "millrace.toml": '[runtime]\nmode = "m"\n[stages.maker]\nrunner = "shell"\n',
      "millrace-agents/modes/m.toml": '[loops]\ntask = "execution.mine"\n',
      "millrace-agents/loops/execution.mine.toml": 'id = "execution.mine"\n[entries]\ntask = "nowhere"\n',
    });
    assert.ok(found.length > 0);
    assert.ok(
      found.every(({ code }) => code !== "plan.unknown-stage"),
      JSON.stringify(found),
    );
  });

  it("tells all problems of all stages at once", async () => {
    const found = await problems(
      config(
        '[recovery]\nfix_cycle = 3\n[stages.bilder]\nrunner = "shell"\n[stages.builder]\nrunner = "comand"\n[stages.checker]\nentrypoint = "entrypoints/../x.md"\nskills = ["nope"]\n[stages.fixer]\nentrypoint = "entrypoints/none.md"\n',
      ),
    );
    assert.deepEqual(
      found.map(({ code, line }) => `${code} ${line}`),
      [
        "plan.unknown-limit 2",
        "plan.unknown-stage 3",
        "plan.unknown-runner 6",
        "plan.unreadable-file 8",
        "plan.missing-skill 9",
        "plan.missing-entrypoint 11",
      ],
    );
    assert.match(found[0]?.fix ?? "", /"fix_cycles"/);
    assert.match(found[1]?.fix ?? "", /"builder"/);
    assert.match(found[2]?.fix ?? "", /"command"/);
  });

  it("lets a file speak of stages and limits of a shipped loop that the mode does not bind", async () => {
    const mode = '[loops]\ntask = "execution.standard"\n';
    await compiled(
      { "millrace.toml": "[recovery]\nmechanics = 1\n[stages.planner]\ntimeout_seconds = 9\n", "millrace-agents/modes/small.toml": mode },
      "small",
    );
  });

  for (const [name, files, mode, code, says] of [
    ["a mode that does not exist", {}, "default_shel", "plan.unknown-mode", /default_shel/],
    ["a mode with a path for a name", {}, "../modes/default_shell", "plan.unknown-mode", /No mode/],
    ["a mode that is malformed", { "millrace-agents/modes/m.toml": "loops = =" }, "m", "plan.bad-mode", /invalid/],
    [
      "a mode with an unknown key",
      { "millrace-agents/modes/m.toml": '[loop]\ntask = "x"\n[loops]\n' },
      "m",
      "config.unknown-key",
      /"loop"/,
    ],
    ["a mode without loops", { "millrace-agents/modes/m.toml": 'summary = "x"\n' }, "m", "config.bad-value", /table is missing/],
    [
      "a mode that binds no such loop",
      { "millrace-agents/modes/m.toml": '[loops]\ntask = "execution.standart"\n' },
      "m",
      "plan.unknown-loop",
      /standart/,
    ],
    [
      "a mode that binds a kind that the loop does not take",
      { "millrace-agents/modes/m.toml": '[loops]\nspec = "execution.standard"\n' },
      "m",
      "plan.no-entry",
      /no entry for "spec"/,
    ],
    [
      "a mode with an unknown kind",
      { "millrace-agents/modes/m.toml": '[loops]\ntasks = "execution.standard"\n' },
      "m",
      "config.unknown-key",
      /tasks/,
    ],
    [
      "an entry point that is not UTF-8",
      { "millrace-agents/entrypoints/execution/builder.md": new Uint8Array([0x23, 0xff, 0xfe]) },
      undefined,
      "plan.unreadable-file",
      /UTF-8/,
    ],
    [
      "an entry point that is huge",
      { "millrace-agents/entrypoints/execution/builder.md": "x".repeat(300_000) },
      undefined,
      "plan.unreadable-file",
      /300000 bytes/,
    ],
    [
      "an entry point that is a directory",
      { "millrace-agents/entrypoints/execution/builder.md/x": "" },
      undefined,
      "plan.unreadable-file",
      /EISDIR/,
    ],
    ["two configurations", { "millrace.toml": "", "millrace-agents/millrace.toml": "" }, undefined, "config.two-files", /both exist/],
    ["a configuration that is not UTF-8", { "millrace.toml": new Uint8Array([0xff]) }, undefined, "config.unreadable", /UTF-8/],
    [
      "limits that are too large to prove",
      config("[recovery]\nfix_cycles = 900\ntroubleshoots = 900\n"),
      undefined,
      "loop.too-large",
      /too many/,
    ],
  ] as const) {
    it(`refuses ${name}`, async () => {
      const found = await problems(files, mode);
      assert.ok(
        found.some((problem) => problem.code === code && says.test(problem.message)),
        JSON.stringify(found),
      );
    });
  }

  it("places an unknown mode in the file that names it, and suggests", async () => {
    const [problem] = await problems(config('[runtime]\nmode = "default_comand"\n'));
    assert.deepEqual([problem?.file, problem?.line, problem?.fix], ["millrace.toml", 2, 'Did you mean "default_command"?']);
  });

  it("names the kinds of items where one is bound that is none", async () => {
    const fixes = async (kind: string) =>
      (await problems({ "millrace-agents/modes/m.toml": `[loops]\n${kind} = "execution.standard"\n` }, "m")).map(({ fix }) => fix);
    assert.ok((await fixes("tasks")).includes('Did you mean "task"?'));
    assert.ok((await fixes("zzzzzz")).some((fix) => fix.startsWith("Remove it; known here: task, spec, ")));
  });

  it("knows only the runners that it is told of", async () => {
    const root = workspaceWith(config('[stage_defaults]\nrunner = "robot"\n'));
    assert.ok(!(await compilePlan({ fs: diskFs, root })).ok);
    const runners = { robot: { needsArgv: false, needsEntrypoint: true } };
    assert.ok((await compilePlan({ fs: diskFs, root, runners })).ok);
  });
});
