import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { inRelease } from "../support/e2e/release.ts";
import type { Workspace } from "../support/e2e/workspace.ts";

interface Verified {
  ok: boolean;
  problems: { problem: string }[];
  anchors: { commits: number; fitting: number; mismatches: number } | null;
}

const release = async (workspace: Workspace): Promise<void> => {
  for (const step of ["sync", "preflight", "commit"]) await workspace.must(["publish", step]);
};
const texts = (workspace: Workspace) =>
  workspace.events().flatMap(({ type, data }) => {
    if (type === "publish.synced") return [String(data.listing)];
    return type === "publish.checked" ? [String(data.plan)] : [];
  });
const placeOf = (workspace: Workspace, hash: string) => workspace.path("millrace-agents/log/blobs", hash.slice(0, 2), hash);

describe("publish and the log", () => {
  it("anchors the log in the commits of the staging repository, which log verify holds it against", () =>
    inRelease(async ({ workspace, staging }) => {
      await release(workspace);
      const { anchors } = await workspace.json<Verified>(["log", "verify", "--anchors"]);
      assert.deepEqual([anchors?.commits, anchors?.fitting], [1, 1]);
      const forged = `again\n\nMillrace-Log: 2:${"0".repeat(64)}\n`;
      workspace.git("-C", staging, "commit", "-q", "--allow-empty", "-m", forged);
      const after = await workspace.json<Verified>(["log", "verify", "--anchors"], { code: 9 });
      assert.deepEqual([after.ok, after.anchors?.mismatches], [false, 1]);
      await workspace.must(["log", "verify"]);
    }));

  it("keeps the listing and the plan through a prune, and goes on from them", () =>
    inRelease(async ({ workspace }) => {
      const env = { ...workspace.env, MILLRACE_SEGMENT_BYTES: "1500" };
      for (const step of ["sync", "preflight"]) await workspace.must(["publish", step], { env });
      for (const id of ["one", "two"]) {
        await workspace.must(["add-task", id, "--id", id, "--run", "true"], { env });
        await workspace.must(["queue", "remove", id], { env });
      }
      const named = texts(workspace);
      const { segments } = await workspace.json<{ segments: number }>(["prune", "--keep", "0", "--apply"], { env });
      assert.ok(
        segments > 0 && !workspace.events().some(({ type }) => type === "publish.synced"),
        "what told of the sync is still in the log",
      );
      for (const hash of named) assert.ok(workspace.has(placeOf(workspace, hash).slice(workspace.root.length + 1)), hash);
      assert.equal((await workspace.json<Verified>(["log", "verify"])).ok, true);
      await workspace.must(["publish", "commit"], { env });
      assert.deepEqual((await workspace.json<{ changes: unknown[] }>(["publish", "sync"], { env })).changes, []);
    }));

  it("says that a listing or a plan is missing, and makes them anew without removing anything", () =>
    inRelease(async ({ workspace, staging }) => {
      await workspace.must(["publish", "sync"]);
      await workspace.must(["publish", "preflight"]);
      for (const hash of texts(workspace)) rmSync(placeOf(workspace, hash));
      const { problems } = await workspace.json<Verified>(["log", "verify"], { code: 9 });
      assert.deepEqual(problems.map(({ problem }) => problem).sort(), [
        "the listing of what was synced is missing",
        "the plan of the preflight is missing",
      ]);
      const { out } = await workspace.must(["publish", "commit", "--json"], { code: 8 });
      assert.match(out, /publish\.not-ready/);
      writeFileSync(join(staging, "notes.txt"), "mine\n");
      rmSync(workspace.path("src/main.js"));
      await workspace.must(["publish", "sync"]);
      assert.equal(
        workspace.git("-C", staging, "status", "--porcelain", "--untracked-files=all").includes("src/main.js"),
        true,
        "it was removed",
      );
      await workspace.must(["publish", "preflight"], { code: 8 });
      assert.equal((await workspace.json<Verified>(["log", "verify"])).ok, true);
    }));

  it("redacts what a server said in a push, and replays the same", () =>
    inRelease(async ({ workspace, remote }) => {
      await release(workspace);
      writeFileSync(join(remote, "hooks/pre-receive"), "#!/bin/sh\necho 'no, because of canary-5f3a91c07be2' >&2\nexit 1\n", {
        mode: 0o755,
      });
      await workspace.must(["publish", "push"], { code: 8 });
      assert.ok(workspace.events().some(({ data }) => JSON.stringify(data).includes("canary-5f3a91c07be2")));
      const { events } = await workspace.json<{ events: number[] }>(["log", "redact", "--find"], {
        stdin: "canary-5f3a91c07be2\n",
      });
      assert.equal(events.length, 1);
      assert.ok(!workspace.events().some(({ data }) => JSON.stringify(data).includes("canary-5f3a91c07be2")));
      assert.equal((await workspace.json<Verified>(["log", "verify"])).ok, true);
      await workspace.must(["replay", "--verify"]);
      assert.equal((await workspace.json<{ phase: string }>(["publish", "status"])).phase, "committed");
    }));
});
