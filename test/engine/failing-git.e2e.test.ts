import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { describe, it } from "@std/testing/bdd";
import { startDaemon } from "../support/e2e/daemon.ts";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";

interface Entry {
  code: string;
  subject: string;
  why: string;
  command: string;
}

/** A ref where git needs a directory for the refs of that run: every tree that is to be kept for it fails. */
function obstruct(workspace: Workspace, run: string): string {
  const created = workspace.events().find(({ type }) => type === "workspace.created");
  const ref = `.git/refs/millrace/${String(created?.data.id)}/runs/${run}`;
  workspace.write(ref, workspace.git("rev-parse", "HEAD"));
  return workspace.path(ref);
}

const finished = (workspace: Workspace, item: string) =>
  workspace.event(`the end of ${item}`, ({ type, subject }) => type === "run.finished" && subject === item);
const attention = async (workspace: Workspace) => (await workspace.json<{ attention: Entry[] }>(["attention"], { code: 6 })).attention;

describe("a git command that fails for one run", () => {
  it("blocks its item with what git said, and the daemon works on", () =>
    inWorkspace({ git: true }, async (workspace) => {
      const left = obstruct(workspace, "bad-1");
      await workspace.must(["add-task", "Bad", "--id", "bad", "--run", "touch bad.txt", "--priority", "9"]);
      await workspace.must(["add-task", "Good", "--id", "good", "--run", "touch good.txt"]);
      const daemon = await startDaemon(workspace);
      assert.deepEqual((await finished(workspace, "bad")).data.reason, "runtime_failed");
      assert.deepEqual((await finished(workspace, "good")).data.outcome, "done");
      const [entry] = await attention(workspace);
      assert.deepEqual([entry?.code, entry?.subject, entry?.command], ["item-blocked", "bad", "millrace unblock bad"]);
      assert.match(entry?.why ?? "", /runtime_failed \(run bad-1\): git update-ref failed.*runs\/bad-1/s);
      rmSync(left);
      await workspace.must(["unblock", "bad"]);
      await workspace.event(
        "the second end",
        ({ type, run, data }) => type === "run.finished" && run === "bad-2" && data.outcome === "done",
      );
      await workspace.must(["stop"]);
      assert.equal((await daemon.ended).code, 0);
      await workspace.must(["replay", "--verify"]);
      await workspace.quiet();
    }));

  it("pauses the daemon when it fails for three runs in a row, and no further item is blocked", () =>
    inWorkspace({ git: true }, async (workspace) => {
      for (const id of ["a", "b", "c", "d"]) {
        obstruct(workspace, `${id}-1`);
        await workspace.must(["add-task", `Task ${id}`, "--id", id, "--run", "true"]);
      }
      const daemon = await startDaemon(workspace);
      await workspace.event("a pause", ({ type, data }) => type === "runtime.moved" && data.event === "PAUSED");
      const entries = await attention(workspace);
      const paused = entries.find(({ code }) => code === "paused");
      assert.equal(paused?.command, "millrace resume --source runtime");
      assert.match(paused?.why ?? "", /3 runs in a row.*git update-ref failed/s);
      assert.deepEqual(
        entries.filter(({ code }) => code === "item-blocked").map(({ subject }) => subject),
        ["a", "b", "c"],
      );
      await workspace.must(["stop"]);
      assert.equal((await daemon.ended).code, 0);
    }));
});
