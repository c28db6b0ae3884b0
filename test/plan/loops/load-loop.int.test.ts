import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { compilePlan } from "../../../src/plan/compile-plan.ts";
import { loadLoop, loopIds } from "../../../src/plan/loops/load-loop.ts";
import { removeWorkspaces, workspaceWith } from "../workspace.ts";

const loop = (id: string) => `id = "${id}"

[entries]
task = "builder"

[limits]
tries = 2

[stages.builder]
on = { BUILDER_COMPLETE = "done", BLOCKED = [{ when = "counterBelow tries", count = "tries", to = "builder" }, "blocked"] }

[finals]
done = { item = "done", reason = "complete" }
blocked = { item = "blocked", reason = "tried" }
`;
const own = { "millrace-agents/loops/execution.mine.toml": loop("execution.mine") };
const mode = (id: string, more = "") => ({ "millrace-agents/modes/m.toml": `[loops]\ntask = "${id}"\n${more}` });

describe("loadLoop()", () => {
  removeWorkspaces();

  it("finds shipped loops and documents of the workspace", () => {
    const root = workspaceWith(own);
    assert.ok(loopIds(diskFs, root).includes("execution.standard"));
    assert.ok(loopIds(diskFs, root).includes("execution.mine"));
    const loaded = loadLoop(diskFs, root, "execution.mine");
    assert.ok(loaded.ok);
    assert.deepEqual([loaded.origin, loaded.definition.id], ["workspace", "execution.mine"]);
  });

  it("compiles a TOML document and its JSON twin into the same loop", async () => {
    const json = {
      id: "execution.mine",
      entries: { task: "builder" },
      limits: { tries: 2 },
      stages: {
        builder: { on: { BUILDER_COMPLETE: "done", BLOCKED: [{ when: "counterBelow tries", count: "tries", to: "builder" }, "blocked"] } },
      },
      finals: { done: { item: "done", reason: "complete" }, blocked: { item: "blocked", reason: "tried" } },
    };
    const hashes = [];
    for (const files of [own, { "millrace-agents/loops/execution.mine.json": JSON.stringify(json) }]) {
      const root = workspaceWith({ ...files, ...mode("execution.mine") });
      const compiled = await compilePlan({ fs: diskFs, root, mode: "m" });
      assert.ok(compiled.ok, JSON.stringify(compiled));
      assert.equal(compiled.plan.bounds["execution.mine"], 3);
      hashes.push(compiled.hash);
    }
    assert.equal(hashes[0], hashes[1]);
  });

  it("lets limits of an own loop be overridden in snake case", async () => {
    const root = workspaceWith({ ...own, ...mode("execution.mine", "[recovery]\ntries = 5\n") });
    const compiled = await compilePlan({ fs: diskFs, root, mode: "m" });
    assert.ok(compiled.ok);
    assert.equal(compiled.plan.bounds["execution.mine"], 6);
  });

  it("takes a document in place of a shipped loop, with a warning", async () => {
    const root = workspaceWith({
      "millrace-agents/loops/execution.standard.toml": loop("execution.standard"),
      ...mode("execution.standard"),
    });
    const compiled = await compilePlan({ fs: diskFs, root, mode: "m" });
    assert.ok(compiled.ok);
    assert.deepEqual(Object.keys(compiled.plan.stages), ["execution.standard/builder"]);
    assert.deepEqual(
      compiled.warnings.map(({ code, file }) => [code, file]),
      [["plan.replaced-loop", "millrace-agents/loops/execution.standard.toml"]],
    );
  });

  it("needs no entry point for a stage of the shell runner, but for one of a command", async () => {
    const files = {
      "millrace-agents/loops/execution.mine.toml": loop("execution.mine").replaceAll("builder", "maker").replaceAll("BUILDER", "MAKER"),
    };
    const shell = await compilePlan({ fs: diskFs, root: workspaceWith({ ...files, ...mode("execution.mine") }), mode: "m" });
    assert.ok(shell.ok);
    assert.equal(shell.plan.stages["execution.mine/maker"]?.entrypoint, null);
    const binding = '[stage_defaults]\nrunner = "command"\nargv = ["./a"]\n';
    const command = await compilePlan({ fs: diskFs, root: workspaceWith({ ...files, ...mode("execution.mine", binding) }), mode: "m" });
    assert.ok(!command.ok);
    assert.deepEqual(
      command.problems.map(({ code, fix }) => [code, fix]),
      [["plan.missing-entrypoint", "Create millrace-agents/entrypoints/execution/maker.md"]],
    );
  });

  for (const [name, text, code, line] of [
    ["malformed TOML", "id = = 1", "plan.bad-loop", 1],
    ["another id than its file's name", loop("execution.other"), "plan.bad-loop", undefined],
    ["an unhandled terminal", loop("execution.mine").replace(/, BLOCKED = \[.*\]/, ""), "loop.unhandled-terminal", 10],
    ["a target that does not exist", loop("execution.mine").replace('"done",', '"dnoe",'), "loop.unknown-target", 10],
    ["a cycle without a counter", loop("execution.mine").replace(/\[\{ when.*"blocked"\]/, '"builder"'), "loop.endless-cycle", 10],
  ] as const) {
    it(`refuses a document with ${name}, with its file and line`, () => {
      const root = workspaceWith({ "millrace-agents/loops/execution.mine.toml": text });
      const loaded = loadLoop(diskFs, root, "execution.mine");
      assert.ok(!loaded.ok);
      const problem = loaded.problems.find((candidate) => candidate.code === code);
      assert.deepEqual(
        [problem?.file, problem?.line],
        ["millrace-agents/loops/execution.mine.toml", line],
        JSON.stringify(loaded.problems),
      );
    });
  }

  it("refuses JSON that is none, and two documents of one loop", () => {
    const bad = loadLoop(diskFs, workspaceWith({ "millrace-agents/loops/execution.mine.json": "{" }), "execution.mine");
    assert.ok(!bad.ok && bad.problems[0]?.code === "plan.bad-loop");
    const two = loadLoop(diskFs, workspaceWith({ ...own, "millrace-agents/loops/execution.mine.json": "{}" }), "execution.mine");
    assert.ok(!two.ok && /same loop/.test(two.problems[0]?.message ?? ""));
  });
});
