import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import process from "node:process";
import { describe, it } from "@std/testing/bdd";
import { until } from "../support/e2e/until.ts";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";

const SLOW = ["--run", "echo $MILLRACE_ATTEMPT >> ran.txt; touch up.txt; until [ -e go.txt ]; do sleep 0.05; done"];

async function slowStart(workspace: Workspace) {
  await workspace.must(["add-task", "Slow", ...SLOW]);
  const call = workspace.start(["start", "--once"]);
  await until("the stage is up", () => workspace.has("up.txt"));
  return call;
}

describe("ownership of a workspace", () => {
  it("refuses a second start with 5 and names the holder; commands of others reach it", () =>
    inWorkspace({}, async (workspace) => {
      const call = await slowStart(workspace);
      const second = await workspace.must(["start", "--once"], { code: 5 });
      assert.match(second.err, new RegExp(`\\b${call.pid}\\b`));
      const { item } = await workspace.json(["add-task", "Another"]);
      assert.equal(item, "another");
      const status = await workspace.json<{ owner: { pid: number }; counts: Record<string, number> }>(["status"]);
      assert.equal(status.owner.pid, call.pid);
      assert.deepEqual([status.counts.active, status.counts.queued], [1, 1]);
      workspace.write("go.txt", "");
      assert.equal((await call.ended).code, 0);
      await workspace.must(["start", "--once"]);
    }));

  it("stays locked while its owner is suspended: a start is refused, a command waits and is then carried out", () =>
    inWorkspace({}, async (workspace) => {
      const call = await slowStart(workspace);
      process.kill(call.pid, "SIGSTOP");
      const second = await workspace.must(["start", "--once"], { code: 5 });
      assert.match(second.err, new RegExp(`\\b${call.pid}\\b`));
      const waiting = workspace.start(["add-task", "Another"]);
      await new Promise((resume) => setTimeout(resume, 500));
      process.kill(call.pid, "SIGCONT");
      assert.equal((await waiting.ended).code, 0);
      workspace.write("go.txt", "");
      assert.equal((await call.ended).code, 0);
      assert.deepEqual(workspace.lines("ran.txt"), ["slow-1.1.1"]);
    }));

  it("F8: fences an owner that was suspended while another took over: it exits with 11 and wrote nothing", () =>
    inWorkspace({}, async (workspace) => {
      const call = await slowStart(workspace);
      await workspace.event("the attempt is known to run", ({ type }) => type === "attempt.started");
      process.kill(call.pid, "SIGSTOP");
      // Only a disk that drops locks, or a hand like this one, lets a second owner in.
      rmSync(workspace.path("millrace-agents/.owner"), { recursive: true });
      // Without its socket, which would wait for the suspended owner.
      await workspace.must(["add-task", "Taken over"], {
        env: { ...workspace.env, TMPDIR: workspace.root, XDG_RUNTIME_DIR: workspace.root },
      });
      const after = workspace.read(relative(workspace));
      process.kill(call.pid, "SIGCONT");
      workspace.write("go.txt", "");
      const { code, err } = await call.ended;
      assert.equal(code, 11, err);
      assert.equal(workspace.read(relative(workspace)), after);
      await workspace.must(["start", "--once"]);
      assert.deepEqual(workspace.lines("ran.txt"), ["slow-1.1.1"], "its stage was adopted, not run again");
      await workspace.must(["log", "verify"]);
      await workspace.quiet();
    }));

  it("re-adopts a stage that outlived its owner, and does not run it again", () =>
    inWorkspace({}, async (workspace) => {
      const call = await slowStart(workspace);
      await workspace.event("the attempt is known to run", ({ type }) => type === "attempt.started");
      process.kill(call.pid, "SIGKILL");
      await call.ended;
      const status = await workspace.json<{ crashed: boolean; owner: null }>(["status"]);
      assert.deepEqual([status.crashed, status.owner], [true, null]);
      const next = workspace.start(["start", "--once"]);
      await until("the second owner", () => workspace.events().filter(({ type }) => type === "owner.acquired").length >= 3);
      workspace.write("go.txt", "");
      assert.equal((await next.ended).code, 0);
      assert.deepEqual(workspace.lines("ran.txt"), ["slow-1.1.1"]);
      await workspace.quiet();
    }));

  it("lets a start wait for brief owners instead of refusing it", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "Do", "--run", "echo done > done.txt"]);
      const adders = Array.from({ length: 3 }, (_, one) => workspace.start(["add-tasks"], { stdin: tasks(one, 150) }));
      const starts = [];
      for (let time = 0; time < 3; time++) starts.push(await workspace.run(["start", "--once"]));
      for (const { ended } of adders) assert.equal((await ended).code, 0);
      assert.deepEqual(
        starts.map(({ code }) => code),
        [0, 0, 0],
        starts.map(({ err }) => err).join("\n"),
      );
    }));
});

function tasks(writer: number, count: number): string {
  return Array.from({ length: count }, (_, one) => `${JSON.stringify({ title: `Task ${writer} ${one}` })}\n`).join("");
}

function relative(workspace: Workspace): string {
  return workspace.segment.slice(workspace.root.length + 1);
}
