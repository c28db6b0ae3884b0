import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { coldMemoryMillis } from "../support/e2e/cold-memory.ts";
import { askSocket, startDaemon, usageOf } from "../support/e2e/daemon.ts";
import { inWorkspace, streamOf } from "../support/e2e/workspace.ts";

const sleep = (millis: number) => new Promise((resume) => setTimeout(resume, millis));

describe("start --daemon", () => {
  it("works on what is added while it runs, and a stop ends it within a second", () =>
    inWorkspace({}, async (workspace) => {
      const daemon = await startDaemon(workspace, ["--json"]);
      await workspace.must(["add-task", "One", "--id", "one", "--run", "echo 1 > one", "--check", "test -f one"]);
      await workspace.must(["add-task", "Two", "--id", "two", "--run", "echo 2 > two", "--check", "test -f two"]);
      await workspace.event("the end of both", ({ type, subject }) => type === "run.finished" && subject === "two");
      assert.deepEqual([workspace.has("one"), workspace.has("two")], [true, true]);
      const asked = performance.now();
      await workspace.must(["stop"]);
      const { code, out } = await daemon.ended;
      assert.ok(performance.now() - asked < 1000, `it took ${performance.now() - asked} ms`);
      assert.equal(code, 0);
      const result = streamOf(out).at(-1) as unknown as { outcome: string; runs: { item: string; phase: string }[] };
      assert.equal(result.outcome, "stopped");
      assert.deepEqual(
        result.runs.map(({ item, phase }) => `${item} ${phase}`),
        ["one done", "two done"],
      );
      await workspace.quiet();
      await workspace.must(["log", "verify"]);
    }));

  it("lets the stage under way end at a stop, and begins nothing after it", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "Slow", "--id", "slow", "--run", "sleep 1.2; echo ended >> ran", "--check", "touch checked"]);
      const daemon = await startDaemon(workspace);
      await workspace.event("a stage under way", ({ type }) => type === "attempt.started");
      const checks = workspace.has("checked");
      await workspace.must(["stop"]);
      assert.equal((await daemon.ended).code, 0);
      assert.deepEqual(workspace.lines("ran"), ["ended"]);
      assert.equal(workspace.events().filter(({ type }) => type === "attempt.requested").length, 1);
      assert.ok(checks, "the baseline ran before");
      const status = await workspace.json<{ runs: { stage: string; phase: string }[] }>(["status"]);
      assert.equal(status.runs[0]?.stage, "checker");
      await workspace.quiet();
    }));

  it("ends the stage under way with its whole tree at stop --now, and carries on at the next start", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "Slow", "--id", "slow", "--run", "test -f second && exit 0; touch second; sleep 60 & sleep 60"]);
      const daemon = await startDaemon(workspace);
      await workspace.event("a stage under way", ({ type }) => type === "attempt.started");
      await sleep(150);
      const asked = performance.now();
      await workspace.must(["stop", "--now"]);
      assert.equal((await daemon.ended).code, 0);
      assert.ok(performance.now() - asked < 1000, `it took ${performance.now() - asked} ms`);
      await workspace.quiet(500);
      assert.equal(workspace.events().find(({ type }) => type === "attempt.lost")?.data.failure, "interrupted");
      await workspace.must(["start", "--once"]);
    }));

  it("does not wait for a stage that will not hear of it", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "Deaf", "--id", "deaf", "--run", "trap '' TERM; while :; do sleep 0.1; done"]);
      const daemon = await startDaemon(workspace);
      await workspace.event("a stage under way", ({ type }) => type === "attempt.started");
      await sleep(150);
      const asked = performance.now();
      await workspace.must(["stop", "--now"]);
      assert.equal((await daemon.ended).code, 0);
      assert.ok(performance.now() - asked < 1500, `it took ${performance.now() - asked} ms`);
      await workspace.quiet(500);
    }));

  it("waits while the day's budget is used up, and goes on when it is raised", () =>
    inWorkspace({}, async (workspace) => {
      const config = workspace.read("millrace.toml");
      workspace.write("millrace.toml", `${config}\n[limits]\nattempts_per_day = 1\n`);
      const daemon = await startDaemon(workspace);
      await workspace.must(["add-task", "One", "--id", "one", "--run", "touch one"]);
      await workspace.event("the one attempt", ({ type }) => type === "run.moved");
      await sleep(500);
      assert.equal(daemon.child.exitCode, null, daemon.err());
      assert.equal(workspace.events().filter(({ type }) => type === "attempt.requested").length, 1);
      workspace.write("millrace.toml", config);
      await workspace.must(["reload"]);
      await workspace.event("the end", ({ type }) => type === "run.finished");
      await workspace.must(["stop"]);
      assert.equal((await daemon.ended).code, 0);
    }));

  it("turns a stop that waits into one that does not", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "Slow", "--id", "slow", "--run", "sleep 60"]);
      const daemon = await startDaemon(workspace);
      await workspace.event("a stage under way", ({ type }) => type === "attempt.started");
      await workspace.must(["stop"]);
      await sleep(200);
      assert.equal(daemon.child.exitCode, null);
      await workspace.must(["stop", "--now"]);
      assert.equal((await daemon.ended).code, 0);
      await workspace.quiet(500);
    }));

  it("ends on SIGTERM with what is under way, recorded", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "Slow", "--id", "slow", "--run", "sleep 60"]);
      const daemon = await startDaemon(workspace);
      await workspace.event("a stage under way", ({ type }) => type === "attempt.started");
      const asked = performance.now();
      daemon.child.kill("SIGTERM");
      assert.equal((await daemon.ended).code, 130);
      assert.ok(performance.now() - asked < 1000, `it took ${performance.now() - asked} ms`);
      assert.equal(workspace.events().at(-1)?.type, "owner.released");
      await workspace.quiet(500);
    }));

  it("keeps each source's pause over a kill and over a stop, and goes on when none stands", () =>
    inWorkspace({}, async (workspace) => {
      const killed = await startDaemon(workspace);
      await workspace.must(["pause"]);
      await workspace.must(["pause", "--source", "release"]);
      await workspace.must(["add-task", "One", "--id", "one", "--run", "touch one"]);
      killed.child.kill("SIGKILL");
      await killed.ended;
      const stopped = await startDaemon(workspace);
      await workspace.must(["stop"]);
      await stopped.ended;
      const daemon = await startDaemon(workspace);
      await sleep(300);
      assert.equal(workspace.has("one"), false);
      await workspace.must(["resume"]);
      await sleep(300);
      assert.equal(workspace.has("one"), false);
      await workspace.must(["resume", "--source", "release"]);
      await workspace.event("the end", ({ type }) => type === "run.finished");
      await workspace.must(["stop"]);
      await daemon.ended;
    }));

  it("adopts the stage that a killed daemon left, and launches it no second time", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "Slow", "--id", "slow", "--run", "echo began >> ran; sleep 1.5; echo ended >> ran"]);
      const killed = await startDaemon(workspace);
      await workspace.event("a stage under way", ({ type }) => type === "attempt.started");
      killed.child.kill("SIGKILL");
      await killed.ended;
      const daemon = await startDaemon(workspace, ["--max-runs", "1"]);
      await workspace.event("the end", ({ type }) => type === "run.finished");
      assert.deepEqual(workspace.lines("ran"), ["began", "ended"]);
      assert.equal(workspace.events().filter(({ type, data }) => type === "attempt.requested" && data.stage === "builder").length, 1);
      await workspace.must(["stop"]);
      await daemon.ended;
    }));

  it("ends after --max-runs", () =>
    inWorkspace({}, async (workspace) => {
      for (const id of ["a", "b", "c"]) await workspace.must(["add-task", id, "--id", id, "--run", `touch ${id}`]);
      const { outcome } = await workspace.json<{ outcome: string }>(["start", "--daemon", "--max-runs", "2"]);
      assert.equal(outcome, "max-runs");
      const { counts } = await workspace.json<{ counts: Record<string, number> }>(["status"]);
      assert.deepEqual([counts.done, counts.queued], [2, 1]);
    }));

  it("is the only owner", () =>
    inWorkspace({}, async (workspace) => {
      const daemon = await startDaemon(workspace);
      for (const args of [
        ["start", "--daemon"],
        ["start", "--once"],
      ]) {
        const { error } = await workspace.json<{ error: { code: string } }>(args, { code: 5 });
        assert.equal(error.code, "owner.taken");
      }
      assert.equal((await askSocket(workspace, "GET", "/healthz")).status, 200);
      await workspace.must(["stop"]);
      await daemon.ended;
    }));

  it("sleeps while there is nothing to do, and writes nothing", () =>
    inWorkspace({}, async (workspace) => {
      const daemon = await startDaemon(workspace);
      await workspace.must(["add-task", "One", "--run", "true"]);
      await workspace.event("a mark after the end", ({ type, seq }) => type === "log.marked" && seq > 20);
      await sleep(1500);
      const events = workspace.events().length;
      const before = usageOf(daemon.pid);
      const charge = (await coldMemoryMillis(2000)) + (await coldMemoryMillis(2000)) + (await coldMemoryMillis(2000));
      const after = usageOf(daemon.pid);
      assert.equal(workspace.events().length, events);
      // A tick of the kernel's accounting is 10 ms: two of them may be one look. Bun's own threads and timer sleep 2 to 3 times a second.
      // Over that, what this machine charges for touching all of the daemon's memory once in two seconds.
      const most = 50 + charge * after.residentMegabytes;
      const used = after.cpuMillis - before.cpuMillis;
      assert.ok(
        used <= most,
        `${used} ms of CPU in 6 s; with what the machine charges for memory that slept, ${most.toFixed(0)} ms are allowed`,
      );
      assert.ok(after.wakeUps - before.wakeUps <= 60, `${after.wakeUps - before.wakeUps} sleeps in 6 s`);
      await workspace.must(["stop"]);
      await daemon.ended;
    }));
});
