import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { describe, it } from "@std/testing/bdd";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";

/** A workspace with one finished task, and the hash of the plan that it was done by. */
async function withFinished(use: (workspace: Workspace, plan: string) => Promise<void>): Promise<void> {
  await inWorkspace({}, async (workspace) => {
    await workspace.must(["add-task", "Done", "--run", "echo x > done.txt", "--check", "test -s done.txt"]);
    await workspace.must(["start", "--once"]);
    const compiled = await workspace.event("a plan", ({ type }) => type === "plan.compiled");
    await use(workspace, String(compiled.data.plan));
  });
}

const placeOf = (workspace: Workspace, hash: string): string => workspace.path("millrace-agents/log/blobs", hash.slice(0, 2), hash);

/** The first prompt that a plan froze. */
function entrypointOf(workspace: Workspace, plan: string): { path: string; hash: string } {
  const { stages } = JSON.parse(readFileSync(placeOf(workspace, plan), "utf8")) as {
    stages: Record<string, { entrypoint: { path: string; hash: string } | null }>;
  };
  const [first] = Object.values(stages).flatMap(({ entrypoint }) => entrypoint ?? []);
  assert.ok(first);
  return first;
}

async function isWhole(workspace: Workspace): Promise<void> {
  for (const args of [
    ["log", "verify"],
    ["replay", "--verify"],
  ])
    await workspace.must(args);
}

describe("a plan that is gone from the log's blobs", () => {
  it("is told by log verify, by replay --verify as a divergence, and by the export of a bundle", () =>
    withFinished(async (workspace, plan) => {
      rmSync(placeOf(workspace, plan));
      const verified = await workspace.run(["log", "verify"]);
      assert.equal(verified.code, 9);
      assert.match(verified.out, new RegExp(`blobs/${plan.slice(0, 2)}/${plan}: the plan is missing`));
      assert.match(verified.out, /from a copy/);
      assert.doesNotMatch(verified.out, /log repair/);

      const replayed = await workspace.run(["replay", "--verify", "--run", "done-1"]);
      assert.equal(replayed.code, 9);
      assert.match(replayed.out, /^diverges {2}at event \d+, run\.moved of done: the text of the pinned plan$/m);
      assert.match(replayed.out, /Visit 1: builder reported BUILDER_COMPLETE/);

      const { lacking } = await workspace.json<{ lacking: string[] }>(["export", "done-1", "--bundle", "done.bundle"]);
      assert.deepEqual(lacking, [`millrace-agents/log/blobs/${plan.slice(0, 2)}/${plan}`]);
      assert.equal((await workspace.run(["replay", "--bundle", "done.bundle"])).code, 9);
      assert.equal((await workspace.run(["fork", "done-1", "--at", "9"])).code, 9);
      await workspace.must(["why", "done-1"]);
      await workspace.must(["timeline", "done-1"]);
      await workspace.must(["export", "done-1", "--html", "done.html"]);
    }));

  it("is stored again by a start under the same configuration, also where its bytes were altered", () =>
    withFinished(async (workspace, plan) => {
      const place = placeOf(workspace, plan);
      const text = readFileSync(place);
      const damages = [() => rmSync(place), () => writeFileSync(place, Buffer.alloc(text.length, "x")), () => writeFileSync(place, "")];
      for (const [index, damage] of damages.entries()) {
        damage();
        assert.equal((await workspace.run(["log", "verify"])).code, 9);
        await workspace.must(["add-task", `More ${index}`, "--run", `echo ${index} > more.txt`, "--check", `grep -q ${index} more.txt`]);
        await workspace.must(["start", "--once"]);
        assert.deepEqual(readFileSync(place), text);
        await isWhole(workspace);
      }
    }));

  it("is asked for by the run that pins it, which other configuration does not bring back, and that run can still be cancelled", () =>
    withFinished(async (workspace, plan) => {
      await workspace.must(["add-task", "Slow", "--run", "sleep 30", "--check", "true"]);
      const start = workspace.start(["start", "--once"]);
      await workspace.event("the slow stage", ({ type, run }) => type === "attempt.started" && run === "slow-1");
      process.kill(start.pid, "SIGKILL");
      await start.ended;
      rmSync(placeOf(workspace, plan));
      await workspace.must(["config", "set", "limits.check_timeout_seconds", "77"]);
      const again = await workspace.run(["start", "--once"]);
      assert.equal(again.code, 9);
      assert.match(
        again.err,
        new RegExp(`blob ${plan}.*missing[^]*a plan is stored again by a start under the configuration that made it`),
      );
      await workspace.must(["queue", "cancel", "slow"]);
      assert.equal((await workspace.run(["start", "--once"])).code, 10);
    }));
});

describe("a file of an attempt that was altered, and one that is gone", () => {
  it("are named by the export of a bundle, which holds neither", () =>
    withFinished(async (workspace) => {
      const [altered, gone] = ["stdout.txt", "request.json"].map((name) => `millrace-agents/runs/done-1/1.1/${name}`) as [string, string];
      workspace.write(altered, "another word\n");
      rmSync(workspace.path(gone));
      const { lacking } = await workspace.json<{ lacking: string[] }>(["export", "done-1", "--bundle", "done.bundle"]);
      assert.deepEqual(lacking.sort(), [altered, gone].sort());
      const { files } = JSON.parse(workspace.read("done.bundle").split("\n")[0] ?? "") as { files: { path: string }[] };
      assert.deepEqual(
        files.filter(({ path }) => lacking.includes(path)),
        [],
      );
      assert.match((await workspace.must(["replay", "--bundle", "done.bundle"])).out, /2 not in the bundle/);
    }));
});

describe("a prompt that a plan froze", () => {
  it("is told by its name when it is gone, and a start stores it again", () =>
    withFinished(async (workspace, plan) => {
      const { path, hash } = entrypointOf(workspace, plan);
      rmSync(placeOf(workspace, hash));
      const { problems } = JSON.parse((await workspace.run(["log", "verify", "--json"])).out) as {
        problems: { where: string; problem: string }[];
      };
      const named = problems.map(({ where, problem }) => `${where} ${problem}`);
      assert.deepEqual(named, [`blobs/${hash.slice(0, 2)}/${hash} ${path}, which plan ${plan.slice(0, 12)} froze, is missing`]);
      await workspace.must(["add-task", "More", "--run", "echo 1 > more.txt", "--check", "test -s more.txt"]);
      await workspace.must(["start", "--once"]);
      await isWhole(workspace);
    }));
});
