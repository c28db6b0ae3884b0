import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { compilePlan } from "../../../src/plan/compile-plan.ts";
import { originText } from "../../../src/plan/config/origin.ts";
import { removeWorkspaces, workspaceWith } from "../workspace.ts";

const compile = (toml: string, mode?: string) =>
  compilePlan({
    fs: diskFs,
    root: workspaceWith({
      ...(toml === "" ? {} : { "millrace.toml": toml }),
      ...(mode === undefined ? {} : { "millrace-agents/modes/own.toml": mode }),
    }),
    ...(mode === undefined ? {} : { mode: "own" }),
  });

async function compiled(toml: string, mode?: string) {
  const result = await compile(toml, mode);
  assert.ok(result.ok, JSON.stringify(result));
  return result;
}

const builder = "execution.standard/builder";
const checker = "execution.standard/checker";
const loops = '[loops]\ntask = "execution.standard"\n';

describe("the sandbox of a plan", () => {
  removeWorkspaces();

  it("is not in a plan that asks for none, so that it stays the plan it was", async () => {
    const { plan, text, provenance } = await compiled("[sandbox]\nwrite = ['~/.cache']\n");
    assert.ok(!text.includes("sandbox"));
    assert.equal(plan.sandbox, undefined);
    assert.equal(originText(provenance["sandbox.enabled"] ?? { from: "command" }), "default");
  });

  it("holds for every stage and check, with what is usual and the home of each harness", async () => {
    const { plan, warnings } = await compiled("[sandbox]\nenabled = true\n", `${loops}[stage_defaults]\nrunner = "codex_cli"\n`);
    const made = plan.stages[builder]?.sandbox;
    assert.deepEqual(made?.homes, [{ variable: "CODEX_HOME", otherwise: "~/.codex" }]);
    assert.deepEqual([made?.workspace, made?.write, made?.network], ["write", [], "all"]);
    assert.ok(made?.hide.includes("~/.ssh"));
    assert.deepEqual({ ...made, homes: [] }, plan.sandbox);
    assert.deepEqual(warnings, []);
  });

  it("is chosen key by key: the narrower over the wider, the file over the mode", async () => {
    const mode = `${loops}[sandbox]\nenabled = true\nwrite = ["/mode"]\nhide = ["/mode"]\n[stages.builder.sandbox]\nhide = ["/mode-builder"]\nnetwork = "none"\n`;
    const file =
      '[sandbox]\nwrite = ["/file"]\n[stages.builder.sandbox]\nnetwork = ["*.example.org:443"]\n[stages.checker.sandbox]\nworkspace = "read"\n';
    const { plan, provenance } = await compiled(file, mode);
    assert.deepEqual(plan.stages[builder]?.sandbox, {
      workspace: "write",
      write: ["/file"],
      hide: ["/mode-builder"],
      network: ["*.example.org:443"],
      homes: [],
    });
    assert.equal(plan.stages[checker]?.sandbox?.workspace, "read");
    assert.deepEqual(plan.sandbox?.hide, ["/mode"]);
    const from = (key: string) => originText(provenance[`stages."${builder}".sandbox.${key}`] ?? { from: "command" });
    assert.deepEqual(["enabled", "write", "hide", "network"].map(from), ["mode own", "millrace.toml:2", "mode own", "millrace.toml:4"]);
  });

  it("lets a stage that only reports write nothing of the workspace", async () => {
    const { plan } = await compiled("[sandbox]\nenabled = true\n", `${loops}[stage_defaults]\nrunner = "claude_code"\n`);
    assert.deepEqual([plan.stages[builder]?.sandbox?.workspace, plan.stages[checker]?.sandbox?.workspace], ["write", "read"]);
  });

  it("can be given to one stage, with a warning that checks have none; and taken from one", async () => {
    const one = await compiled("[stages.builder.sandbox]\nenabled = true\n");
    assert.deepEqual([one.plan.stages[checker]?.sandbox, one.plan.sandbox], [undefined, undefined]);
    assert.match(one.warnings[0]?.message ?? "", /Checks run outside/);
    const other = await compiled("[sandbox]\nenabled = true\n[stages.builder.sandbox]\nenabled = false\n");
    assert.deepEqual([other.plan.stages[builder]?.sandbox, other.plan.stages[checker]?.sandbox !== undefined], [undefined, true]);
  });

  it("warns of a harness that cannot reach its model", async () => {
    const { warnings } = await compiled('[sandbox]\nenabled = true\nnetwork = "none"\n[stages.builder]\nrunner = "claude_code"\n');
    assert.deepEqual(
      warnings.map(({ path }) => path),
      [`stages.${builder}.sandbox.network`],
    );
  });

  it("is refused without a file that a stage cannot write", async () => {
    const result = await compile("", `${loops}[sandbox]\nenabled = true\n`);
    assert.ok(!result.ok);
    assert.deepEqual(
      result.problems.map(({ code, fix }) => [code, fix]),
      [["plan.sandbox", "millrace init makes it"]],
    );
  });

  for (const [name, text, message] of [
    ["an unknown key", "alow = true", /Unknown key "alow" in sandbox/],
    ["a network of another word", 'network = "some"', /"some" is not "all", "none" or a list of hosts/],
    ["a network that is an address of the web", 'network = ["https://example.org"]', /is not/],
    ["an empty network", "network = []", /is not/],
  ] as const)
    it(`refuses ${name}`, async () => {
      const result = await compile(`[sandbox]\n${text}\n`);
      assert.ok(!result.ok);
      assert.match(result.problems[0]?.message ?? "", message);
    });
});
