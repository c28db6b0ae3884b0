import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { describe, it } from "@std/testing/bdd";
import { call } from "../support/e2e/called.ts";
import { inRelease, type Release } from "../support/e2e/release.ts";

interface Refusal {
  code: string;
  message: string;
  fix: string;
}

async function refused({ workspace }: Release, ...args: string[]): Promise<Refusal> {
  const ended = await workspace.run(["publish", ...args, "--json"]);
  assert.notEqual(ended.code, 0, ended.out);
  return (JSON.parse(ended.out) as { error: Refusal }).error;
}

const does = async ({ workspace }: Release, ...commands: string[]): Promise<void> => {
  for (const command of commands) await workspace.must(["publish", ...command.split(" ")]);
};
const phase = async ({ workspace }: Release) => (await workspace.json<{ phase: string; next: string }>(["publish", "status"])).phase;
const blocking = async ({ workspace }: Release) =>
  (
    await workspace.json<{ findings: { code: string; severity: string; fix: string | null }[] }>(["publish", "preflight"], { code: 8 })
  ).findings.filter(({ severity }) => severity === "block");

describe("publish, out of every state", () => {
  it("pushes a commit that was refused a push by what changed since, together with what changed", () =>
    inRelease(async (release) => {
      const { workspace, onRemote } = release;
      await does(release, "sync", "preflight", "commit");
      workspace.write("src/main.js", "console.log(2);\n");
      assert.deepEqual(
        (await blocking(release)).map(({ code }) => code),
        ["evidence.stale"],
      );
      assert.equal(await phase(release), "refused");
      const { code, fix } = await refused(release, "push");
      assert.deepEqual([code, /publish preflight/.test(fix)], ["publish.nothing-committed", true]);
      await does(release, "sync", "preflight", "commit --push");
      assert.equal(onRemote("rev-list", "--count", "main").trim(), "2");
    }));

  it("pushes a commit of before a preflight that found nothing new", () =>
    inRelease(async (release) => {
      const { workspace, onRemote } = release;
      await does(release, "sync", "preflight", "commit", "preflight");
      const { code, fix } = await refused(release, "push");
      assert.deepEqual([code, fix], ["publish.nothing-committed", "millrace publish commit"]);
      const { outcome } = await workspace.json(["publish", "commit", "--push"]);
      assert.equal(outcome, "unchanged");
      // Once more, where the remote has it already: it is published again, and not committed for ever.
      await does(release, "preflight", "commit", "push");
      assert.equal(await phase(release), "published");
      assert.equal(onRemote("rev-list", "--count", "main").trim(), "1");
    }));

  it("pushes and tags nothing that an operator has taken back by a reset, and commits it anew", () =>
    inRelease(async (release) => {
      const { workspace, staging, onRemote } = release;
      await does(release, "sync", "preflight", "commit --push");
      workspace.write("src/main.js", "console.log(2);\n");
      await does(release, "sync", "preflight", "commit");
      workspace.git("-C", staging, "reset", "-q", "--soft", "HEAD~1");
      for (const command of [["push"], ["tag", "v1.0.0"]]) assert.equal((await refused(release, ...command)).code, "publish.taken-back");
      assert.equal(onRemote("rev-list", "--count", "main").trim(), "1");
      await does(release, "preflight", "commit --push");
      assert.equal(onRemote("show", "main:src/main.js"), "console.log(2);\n");
    }));

  it("makes a staging worktree again that was removed, by the way that the preflight names", () =>
    inRelease(async (release) => {
      const { workspace, staging, onRemote } = release;
      await does(release, "sync", "preflight", "commit --push");
      workspace.write("src/main.js", "console.log(2);\n");
      await does(release, "sync", "preflight", "commit");
      rmSync(staging, { recursive: true });
      assert.equal((await refused(release, "push")).code, "publish.no-staging");
      await does(release, "sync");
      const [diverged] = await blocking(release);
      assert.equal(diverged?.code, "base.diverged");
      const [, commands = ""] = /In the staging worktree: ([^;]+);/.exec(diverged?.fix ?? "") ?? [];
      // The server is in this process: git must not be waited for in it.
      assert.equal((await call(["sh", "-c", commands], { cwd: staging, env: workspace.env }).ended).code, 0, commands);
      await does(release, "sync", "preflight", "commit --push");
      assert.equal(onRemote("show", "main:src/main.js"), "console.log(2);\n");
      assert.equal(onRemote("rev-list", "--count", "main").trim(), "2");
    }));

  for (const gone of ["staging", "remote"] as const) {
    it(`leaves an unsettled push behind when its ${gone} is gone for good`, () =>
      inRelease(async (release) => {
        const { workspace, server, staging } = release;
        await does(release, "sync", "preflight", "commit");
        // The server dies while it is being pushed to: nobody can read it back.
        const { requests } = server;
        requests.push = (request) => {
          if (/^POST .*receive-pack/.test(request)) void server.close();
          return 0;
        };
        await workspace.run(["publish", "push"]);
        assert.equal(await phase(release), "unsettled");
        for (const command of ["push", "sync"]) {
          const { code, fix } = await refused(release, command);
          assert.deepEqual([code, /git remote remove origin/.test(fix)], ["publish.push-unknown", true], command);
        }
        if (gone === "staging") rmSync(staging, { recursive: true });
        else workspace.git("-C", staging, "remote", "remove", "origin");
        await does(release, "sync", "preflight --offline");
        assert.equal(await phase(release), "ready");
        await workspace.must(["replay", "--verify"]);
      }));
  }
});
