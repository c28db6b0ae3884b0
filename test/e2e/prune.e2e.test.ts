import assert from "node:assert/strict";
import { mkdirSync, rmSync } from "node:fs";
import process from "node:process";
import { describe, it } from "@std/testing/bdd";
import { startDaemon } from "../support/e2e/daemon.ts";
import { mountSmallDisk } from "../support/e2e/small-disk.ts";
import { until } from "../support/e2e/until.ts";
import { inWorkspace, type MillraceOptions, type Workspace } from "../support/e2e/workspace.ts";

const COMMITS = '[delivery]\nkind = "commit"\n';
const ARCHIVE = "millrace-agents/archive";

const small = (workspace: Workspace): MillraceOptions => ({ env: { ...workspace.env, MILLRACE_SEGMENT_BYTES: "4000" } });
const task = (id: string): string[] => ["add-task", id, "--id", id, "--run", `echo ${id} > ${id}.txt`, "--check", `test -s ${id}.txt`];
const segments = (workspace: Workspace): string[] => workspace.list("millrace-agents/log").filter((name) => name.endsWith(".jsonl"));

async function work(workspace: Workspace, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await workspace.must(task(id), small(workspace));
    await workspace.must(["start", "--once"], small(workspace));
  }
}

async function checkWhole(workspace: Workspace, archive = ARCHIVE): Promise<void> {
  await workspace.must(["log", "verify"]);
  await workspace.must(["replay", "--verify"]);
  const { ok, from } = await workspace.json<{ ok: boolean; from: number }>(["log", "verify", "--archive", archive]);
  assert.deepEqual([ok, from], [true, 1]);
}

describe("prune", () => {
  it("frees the workspace of delivered runs, git refs included, and keeps the refs of work that did not land", () =>
    inWorkspace({ git: true, config: COMMITS }, async (workspace) => {
      await work(workspace, ["one", "two"]);
      await workspace.must(["add-task", "bad", "--id", "bad", "--run", "echo x > bad.txt; exit 3", "--check", "false"], small(workspace));
      await workspace.run(["start", "--once"], small(workspace));
      await workspace.must(["cancel", "bad"], small(workspace));
      await work(workspace, ["three"]);
      const refs = (): string[] => workspace.git("for-each-ref", "--format=%(refname)", "refs/millrace").split("\n");
      assert.ok(refs().some((ref) => ref.includes("/runs/one-1/")));
      const before = await workspace.json<{ counts: unknown }>(["status"]);
      const { refs: dropped, runs } = await workspace.json<{ refs: number; runs: number }>(
        ["prune", "--keep", "0", "--apply"],
        small(workspace),
      );
      assert.ok(dropped > 0 && runs === 4, `${dropped} refs of ${runs} runs`);
      assert.ok(!refs().some((ref) => ref.includes("/runs/one-1/")), "what was committed needs no ref");
      assert.ok(
        refs().some((ref) => ref.includes("/runs/bad-1/")),
        "what did not land is still there",
      );
      assert.deepEqual(workspace.list("millrace-agents/runs"), []);
      assert.deepEqual((await workspace.json<{ counts: unknown }>(["status"])).counts, before.counts);
      await checkWhole(workspace);
      const refused = await workspace.must(["runs", "show", "one-1"], { code: 3 });
      assert.match(refused.err, /log\.archived/);
      await workspace.must(["runs", "show", "one-1", "--archive", ARCHIVE]);
    }));

  it("is done by a running daemon, which goes on working", () =>
    inWorkspace({}, async (workspace) => {
      await work(workspace, ["one", "two"]);
      const daemon = await startDaemon(workspace, [], small(workspace));
      await workspace.must(["prune", "--keep", "0", "--apply"], small(workspace));
      assert.ok(Number.parseInt(segments(workspace)[0] ?? "", 10) > 1);
      await workspace.must(task("three"));
      await until("the daemon works", () => workspace.has("millrace-agents/tasks/done/three.md"));
      await workspace.must(["prune", "--keep", "0", "--apply"], small(workspace));
      await workspace.must(["stop"]);
      await daemon.ended;
      await checkWhole(workspace);
    }));

  it("moves nothing that a live run began in", () =>
    inWorkspace({}, async (workspace) => {
      await work(workspace, ["one"]);
      await workspace.must(["add-task", "slow", "--id", "slow", "--run", "until [ -e go.txt ]; do sleep 0.05; done"], small(workspace));
      const daemon = await startDaemon(workspace, [], small(workspace));
      const { seq } = await workspace.event("a live run", ({ type, run }) => type === "attempt.started" && run === "slow-1");
      for (let n = 0; n < 12; n++) {
        await workspace.must(["pause"]);
        await workspace.must(["resume"]);
      }
      const { through, kept } = await workspace.json<{ through: number; kept: { why: string }[] }>([
        "prune",
        "--keep-segments",
        "1",
        "--apply",
      ]);
      assert.ok(through < seq);
      assert.ok(kept.some(({ why }) => why.includes("slow-1 is live")));
      workspace.write("go.txt", "");
      await until("the run ends", () => workspace.has("millrace-agents/tasks/done/slow.md"));
      await workspace.must(["stop"]);
      await daemon.ended;
      await checkWhole(workspace);
    }));

  it("killed with -9 at any moment, leaves a workspace that opens and that the next prune finishes", () =>
    inWorkspace({}, async (workspace) => {
      let kills = 0;
      for (let round = 0; round < 7; round++) {
        await work(workspace, [`r${round}`]);
        const call = workspace.start(["prune", "--keep", "0", "--apply"], small(workspace));
        await new Promise((resume) => setTimeout(resume, 15 + round * 25));
        try {
          process.kill(call.pid, "SIGKILL");
        } catch (error) {
          assert.equal((error as NodeJS.ErrnoException).code, "ESRCH");
        }
        if ((await call.ended).signal === "SIGKILL") kills++;
        const { counts } = await workspace.json<{ counts: { done: number } }>(["status"]);
        assert.equal(counts.done, round + 1);
        await workspace.must(["log", "verify"]);
      }
      assert.ok(kills > 0, "none was killed");
      await work(workspace, ["last"]);
      await workspace.must(["prune", "--keep", "0", "--apply"], small(workspace));
      await checkWhole(workspace);
      await workspace.must(["runs", "show", "r0-1", "--archive", ARCHIVE]);
    }));

  it("run twice at once moves everything once", () =>
    inWorkspace({}, async (workspace) => {
      await work(workspace, ["one", "two"]);
      const both = await Promise.all([0, 1].map(() => workspace.run(["prune", "--keep", "0", "--apply"], small(workspace))));
      for (const { code, err } of both) assert.ok([0, 5, 10].includes(code ?? 1), `${code}: ${err}`);
      assert.ok(both.some(({ code }) => code === 0));
      await work(workspace, ["three"]);
      await checkWhole(workspace);
    }));

  it("leaves everything as it was when the archive's disk is full, and goes to another one", () =>
    inWorkspace({}, async (workspace) => {
      const target = `${workspace.root}-disk`;
      mkdirSync(target);
      const disk = mountSmallDisk(target, 1);
      if (disk === null) return console.warn("NOT TESTED: this user may not mount a small disk");
      try {
        await work(workspace, ["one", "two"]);
        workspace.write("millrace-agents/runs/one-1/big.bin", crypto.getRandomValues(new Uint8Array(65536)));
        for (let n = 0; n < 20; n++)
          workspace.write(`millrace-agents/runs/one-1/big-${n}.bin`, crypto.getRandomValues(new Uint8Array(65536)));
        const names = segments(workspace);
        const refused = await workspace.must(["prune", "--keep", "0", "--to", target, "--apply"], { ...small(workspace), code: 6 });
        assert.match(refused.err, /ENOSPC|no space/i);
        assert.deepEqual(segments(workspace), names);
        assert.ok(workspace.has("millrace-agents/runs/one-1/big.bin"));
        await workspace.must(["log", "verify"]);
        await workspace.must(["prune", "--keep", "0", "--to", `${workspace.root}-elsewhere`, "--apply"], small(workspace));
        assert.equal(workspace.has("millrace-agents/runs/one-1"), false);
        await checkWhole(workspace, `${workspace.root}-elsewhere`);
      } finally {
        disk.unmount();
        rmSync(target, { recursive: true, force: true });
        rmSync(`${workspace.root}-elsewhere`, { recursive: true, force: true });
      }
    }));

  it("says with codes what it does not understand", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["prune"]);
      await workspace.must(["prune", "--apply"], { code: 10 });
      await workspace.must(["prune", "--before", "soon"], { code: 2 });
      await workspace.must(["prune", "--before", "2999-01-01"], { code: 2 });
      await workspace.must(["prune", "--keep", "-1"], { code: 2 });
      await workspace.must(["prune", "--to", "millrace-agents/log"], { code: 2 });
    }));
});
