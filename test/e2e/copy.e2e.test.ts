import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { describe, it } from "@std/testing/bdd";
import type { Call } from "../support/e2e/called.ts";
import { until } from "../support/e2e/until.ts";
import { inWorkspace, Workspace } from "../support/e2e/workspace.ts";

/** Copies a workspace with everything in it, as `cp -r` does; its processes can be told from the original's. */
function copyOf(original: Workspace): Workspace {
  const root = `${original.root}-copy`;
  const { status, stderr } = spawnSync("cp", ["-r", original.root, root], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return new Workspace(root, root);
}

const WAIT = "touch up.txt; until [ -e go.txt ]; do sleep 0.05; done";

async function untilUp(workspace: Workspace): Promise<void> {
  await until("the stage or check is up", () => workspace.has("up.txt"));
}

/** The shells that run the stage or the check. */
function shells(workspace: Workspace): number[] {
  return workspace
    .living()
    .filter(({ command }) => command.startsWith("sh -c") && command.includes("up.txt"))
    .map(({ pid }) => pid);
}

/** The copy is worked on, stopped, and its leftovers are ended; the original notices nothing of it. */
async function original(workspace: Workspace, call: Call, done: string): Promise<void> {
  const before = shells(workspace);
  assert.ok(before.length > 0);
  const copy = copyOf(workspace);
  try {
    await copy.must(["status"]);
    await copy.must(["doctor"]);
    await copy.must(["add-task", "Only in the copy"]);
    const second = copy.start(["start", "--once"]);
    await until("the copy runs the work itself", () => shells(copy).length > 0);
    process.kill(second.pid, "SIGINT");
    await second.ended;
    copy.write("go.txt", "");
    const { code, err } = await copy.run(["start", "--once"]);
    assert.equal(code, 0, err);
    await copy.quiet();
    assert.deepEqual(shells(workspace), before, "the original's processes live on");
    workspace.write("go.txt", "");
    assert.equal((await call.ended).code, 0);
    assert.ok(workspace.has(done));
    assert.equal(workspace.events().filter(({ type }) => type === "attempt.lost").length, 0, "the original lost no attempt");
    await workspace.must(["replay", "--verify"]);
    await copy.must(["replay", "--verify"]);
  } finally {
    await copy.remove();
  }
}

describe("a workspace that is copied while a run is live in the original", () => {
  const done = join("millrace-agents/tasks/done/copied.md");

  it("does not touch the original's stage, and runs it anew for itself", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "Copied", "--run", WAIT]);
      const call = workspace.start(["start", "--once"]);
      await untilUp(workspace);
      await workspace.event("the attempt is known to run", ({ type }) => type === "attempt.started");
      await original(workspace, call, done);
    }));

  it("does not touch the original's check either", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "Copied", "--check", WAIT]);
      const call = workspace.start(["start", "--once"]);
      await untilUp(workspace);
      await original(workspace, call, done);
    }));

  it("does not touch them when the copy has no .owner", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "Copied", "--run", WAIT]);
      const call = workspace.start(["start", "--once"]);
      await untilUp(workspace);
      await workspace.event("the attempt is known to run", ({ type }) => type === "attempt.started");
      const copy = copyOf(workspace);
      try {
        spawnSync("rm", ["-rf", copy.path("millrace-agents/.owner")]);
        const second = copy.start(["start", "--once"]);
        await new Promise((resume) => setTimeout(resume, 1500));
        process.kill(second.pid, "SIGINT");
        await second.ended;
        workspace.write("go.txt", "");
        assert.equal((await call.ended).code, 0);
        assert.equal(workspace.events().filter(({ type }) => type === "attempt.lost").length, 0, "the original lost no attempt");
      } finally {
        await copy.remove();
      }
    }));
});
