import assert from "node:assert/strict";
import { existsSync, renameSync } from "node:fs";
import process from "node:process";
import { describe, it } from "@std/testing/bdd";
import type { Call } from "../support/e2e/called.ts";
import { startDaemon } from "../support/e2e/daemon.ts";
import { until } from "../support/e2e/until.ts";
import { inWorkspace, Workspace } from "../support/e2e/workspace.ts";

const task = [
  "add-task",
  "Moved",
  "--id",
  "moved",
  "--run",
  "touch up.txt; until [ -e go.txt ]; do sleep 0.05; done",
  "--run",
  "touch made.txt",
];

/** Moves a workspace whose stage is live, and gives it at its new place. */
async function move(workspace: Workspace): Promise<Workspace> {
  await until("the stage is up", () => workspace.has("up.txt"));
  await workspace.event("the attempt is known to run", ({ type }) => type === "attempt.started");
  const moved = new Workspace(`${workspace.root}-moved`, workspace.env.LC_MILLRACE_E2E ?? "");
  renameSync(workspace.root, moved.root);
  return moved;
}

async function fenced(owner: Call, workspace: Workspace): Promise<void> {
  const { code, err } = await owner.ended;
  assert.equal(code, 11, err);
  assert.match(err, /was moved/);
  assert.equal(existsSync(workspace.root), false, "the owner made something where the workspace was");
}

const stages = (workspace: Workspace) => workspace.living().filter(({ command }) => command.startsWith("sh -c touch up.txt"));

describe("a workspace that is moved while a stage is live", () => {
  for (const role of ["--once", "--daemon"] as const) {
    it(`is let go by its owner (${role}), and the next one at the new place adopts the stage`, () =>
      inWorkspace({}, async (workspace) => {
        await workspace.must(task);
        const owner = role === "--once" ? workspace.start(["start", role]) : await startDaemon(workspace);
        const moved = await move(workspace);
        await fenced(owner, workspace);
        assert.equal(stages(moved).length, 1, "the stage lives on");
        assert.match((await moved.must(["status"])).out, /stopped by a crash/);
        const next = moved.start(["start", "--once"]);
        await moved.event("the next owner", ({ type, data }) => type === "owner.acquired" && data.role === "once" && data.pid === next.pid);
        moved.write("go.txt", "");
        const { code, err } = await next.ended;
        assert.equal(code, 0, err);
        assert.ok(moved.has("made.txt"), "the later step ran where the workspace is now");
        const events = moved.events();
        assert.deepEqual(
          events.filter(({ type }) => type === "attempt.lost"),
          [],
        );
        assert.equal(events.filter(({ type, attempt }) => type === "attempt.ended" && attempt === "moved-1.1.1").length, 1);
        await moved.must(["replay", "--verify"]);
        await moved.quiet();
      }));
  }

  it("has its stage ended by the next owner's stop", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(task);
      const owner = workspace.start(["start", "--once"]);
      const moved = await move(workspace);
      await fenced(owner, workspace);
      const next = moved.start(["start", "--once"]);
      await until("the next owner", () => moved.events().some(({ type, data }) => type === "owner.acquired" && data.pid === next.pid));
      await until("it carries on", () => /Carries on moved-1/.test(next.err()));
      process.kill(next.pid, "SIGINT");
      assert.equal((await next.ended).code, 130);
      assert.deepEqual(stages(moved), []);
      await moved.quiet();
    }));
});
