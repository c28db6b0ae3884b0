import assert from "node:assert/strict";
import { cpSync, existsSync, renameSync, rmSync } from "node:fs";
import { describe, it } from "@std/testing/bdd";
import { inWorkspace, Workspace } from "../support/e2e/workspace.ts";

const task = (id: string, word: string): string[] => [
  "add-task",
  id,
  "--id",
  id,
  "--run",
  `echo ${word} > ${id}.txt`,
  "--check",
  `grep -q ${word} ${id}.txt`,
];

async function work(workspace: Workspace, id: string, word: string): Promise<void> {
  await workspace.must(task(id, word));
  await workspace.must(["start", "--once"]);
  assert.equal(workspace.read(`${id}.txt`), `${word}\n`);
}

async function checkLog(workspace: Workspace): Promise<void> {
  await workspace.must(["log", "verify"]);
  await workspace.must(["replay", "--verify"]);
}

describe("a workspace that was moved", () => {
  it("goes on where it is now, index, documents and shim included", () =>
    inWorkspace({}, async (workspace) => {
      await work(workspace, "first", "one");
      await workspace.must(task("second", "two"));
      const root = `${workspace.root}-moved`;
      renameSync(workspace.root, root);
      const moved = new Workspace(root, root);
      try {
        const { counts } = await moved.json<{ counts: Record<string, number> }>(["status"]);
        assert.deepEqual([counts.done, counts.queued], [1, 1]);
        await moved.must(["start", "--once"]);
        assert.equal(moved.read("second.txt"), "two\n");
        assert.ok(moved.has("millrace-agents/tasks/done/second.md"));
        await checkLog(moved);
      } finally {
        await moved.remove();
      }
    }));
});

describe("a workspace that was restored from a backup", () => {
  it("as a whole is what it was then, and goes on", () =>
    inWorkspace({}, async (workspace) => {
      await work(workspace, "first", "one");
      cpSync(workspace.path("millrace-agents"), `${workspace.root}-backup`, { recursive: true });
      await work(workspace, "second", "two");
      rmSync(workspace.path("millrace-agents"), { recursive: true });
      renameSync(`${workspace.root}-backup`, workspace.path("millrace-agents"));
      const { counts } = await workspace.json<{ counts: Record<string, number> }>(["status"]);
      assert.deepEqual(counts, { ...counts, done: 1, queued: 0 });
      await work(workspace, "second", "again");
      await checkLog(workspace);
    }));

  it("in its log alone answers by the log, and takes no later attempt's claim or result for its own", () =>
    inWorkspace({}, async (workspace) => {
      await work(workspace, "first", "one");
      cpSync(workspace.path("millrace-agents/log"), `${workspace.root}-log`, { recursive: true });
      await work(workspace, "second", "two");
      rmSync(workspace.path("millrace-agents/log"), { recursive: true });
      renameSync(`${workspace.root}-log`, workspace.path("millrace-agents/log"));
      rmSync(workspace.path("millrace-agents/tasks/done/second.md"));
      rmSync(workspace.path("second.txt"));
      const { counts } = await workspace.json<{ counts: Record<string, number> }>(["status"]);
      assert.equal(counts.done, 1);
      await work(workspace, "second", "two");
      assert.ok(existsSync(workspace.path("millrace-agents/runs/second-1.before-restore-1/1.1")), "what was done after the backup is kept");
      await checkLog(workspace);
    }));
});
