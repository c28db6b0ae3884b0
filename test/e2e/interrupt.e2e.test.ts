import assert from "node:assert/strict";
import process from "node:process";
import { describe, it } from "@std/testing/bdd";
import { until } from "../support/e2e/until.ts";
import { inWorkspace, streamOf, type Workspace } from "../support/e2e/workspace.ts";

// Traps TERM, forks, and sends one child into a session of its own whose parent is gone.
const STUBBORN = [
  "#!/bin/sh",
  "trap '' TERM INT HUP",
  "echo $MILLRACE_ATTEMPT >> ran.txt",
  "(trap '' TERM; while :; do sleep 0.2; done) &",
  "setsid sh -c \"trap '' TERM; while :; do sleep 0.2; done\" &",
  "( setsid nohup sh -c 'while :; do sleep 0.2; done' >/dev/null 2>&1 & ) ",
  "touch up.txt",
  "if [ -e calm.txt ]; then exit 0; fi",
  "while :; do sleep 0.2; done",
].join("\n");

const CONFIG = "[stage_defaults]\ngrace_seconds = 1\n";

async function untilUp(workspace: Workspace): Promise<void> {
  await until("the stage is up", () => workspace.has("up.txt"));
}

describe("start --once, asked to stop", () => {
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    it(`${name} ends the whole tree of processes, records it, exits with 130, and the next start carries on`, () =>
      inWorkspace({ runtime: "bun", config: CONFIG }, async (workspace) => {
        workspace.write("stubborn.sh", STUBBORN);
        await workspace.must(["add-task", "Stay", "--run", "sh stubborn.sh"]);
        const call = workspace.start(["start", "--once", "--json"]);
        await untilUp(workspace);
        process.kill(call.pid, name);
        const { code, out } = await call.ended;
        assert.equal(code, 130);
        assert.equal(streamOf(out).at(-1)?.type, "result");
        assert.equal(streamOf(out).at(-1)?.outcome, "interrupted");
        await workspace.quiet(1000);
        const lost = workspace.events().find(({ type }) => type === "attempt.lost");
        assert.equal(lost?.data.failure, "interrupted");
        const status = await workspace.json<{ crashed: boolean; lifecycle: string; runs: unknown[] }>(["status"]);
        assert.deepEqual([status.crashed, status.lifecycle, status.runs.length], [false, "stopped", 1]);
        workspace.write("calm.txt", "");
        await workspace.must(["start", "--once"]);
        assert.deepEqual(workspace.lines("ran.txt"), ["stay-1.1.1", "stay-1.1.2"]);
        await workspace.quiet(1000);
      }));
  }

  it("a second SIGINT ends it at once; what it left is settled as an interruption, not as a verdict on the work", () =>
    inWorkspace({ runtime: "bun", config: "[stage_defaults]\ngrace_seconds = 2\n" }, async (workspace) => {
      workspace.write("stubborn.sh", STUBBORN);
      await workspace.must(["add-task", "Stay", "--run", "sh stubborn.sh"]);
      const call = workspace.start(["start", "--once"]);
      await untilUp(workspace);
      process.kill(call.pid, "SIGINT");
      await new Promise((resume) => setTimeout(resume, 300));
      process.kill(call.pid, "SIGINT");
      const { code, millis } = await call.ended;
      assert.equal(code, 130);
      assert.ok(millis < 10_000);
      await workspace.quiet();
      workspace.write("calm.txt", "");
      await workspace.must(["start", "--once"]);
      const moved = workspace.events().filter(({ type }) => type === "run.moved" || type === "run.concluded");
      assert.deepEqual(
        moved.map(({ data }) => data.effective),
        ["BUILDER_COMPLETE", "CHECKER_PASS", "UPDATE_COMPLETE"],
      );
    }));

  it("SIGINT while a check runs ends the check, and the next start runs it again", () =>
    inWorkspace({ runtime: "bun", config: CONFIG }, async (workspace) => {
      await workspace.must(["add-task", "Check me", "--check", "echo x >> ../checks.txt; touch up.txt; [ -e calm.txt ] || sleep 60"]);
      const call = workspace.start(["start", "--once"]);
      await untilUp(workspace);
      process.kill(call.pid, "SIGINT");
      assert.equal((await call.ended).code, 130);
      await workspace.quiet(1000);
      workspace.write("calm.txt", "");
      await workspace.must(["start", "--once"]);
      assert.equal(workspace.lines("../checks.txt").length, 3, "the interrupted baseline, the baseline, the verdict");
    }));

  it("millrace stop lets the stage under way end and begins no other", () =>
    inWorkspace({ runtime: "bun" }, async (workspace) => {
      await workspace.must(["add-task", "Slow", "--run", "touch up.txt; until [ -e go.txt ]; do sleep 0.05; done; echo done > built.txt"]);
      const call = workspace.start(["start", "--once", "--json"]);
      await untilUp(workspace);
      await workspace.must(["stop"]);
      workspace.write("go.txt", "");
      const { code, out } = await call.ended;
      assert.notEqual(streamOf(out).at(-1)?.outcome, "done");
      assert.ok(code === 6 || code === 0 || code === 130, `exit ${code}`);
      assert.ok(workspace.has("built.txt"));
      await workspace.quiet(1000);
      await workspace.must(["start", "--once"]);
      assert.equal(workspace.events().filter(({ type }) => type === "run.started").length, 1);
    }));
});
