import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { type Adapter, type Ground, makeGround } from "./harness.ts";
import { round } from "./round.ts";

const KILLS = 6;

for (const adapter of ["isomorphic", "command-line"] as const satisfies Adapter[]) {
  describe(`GitPort.commit() killed at any instant (${adapter})`, () => {
    let ground: Ground;
    beforeEach(() => {
      ground = makeGround();
    });
    afterEach(() => ground.clear());

    it("leaves a sound repository, in which the next commit is made once stale locks are gone", async () => {
      const repo = ground.repo();
      for (let kill = 0; kill < KILLS; kill++) {
        const permissions = "Deno" in globalThis ? ["run", "-A", "--no-check"] : [];
        const child = spawn(process.execPath, [...permissions, join(import.meta.dirname, "commit-forever.ts"), repo.root, adapter], {
          // What a killed process keeps aside goes with the test.
          env: { ...process.env, TMPDIR: ground.directory() },
          stdio: ["ignore", "pipe", "inherit"],
          detached: true,
        });
        const ended = new Promise((resolve) => child.once("close", resolve));
        // It runs when it has told of its first commit.
        await new Promise((resolve) => child.stdout.once("data", resolve));
        await pause(10 + Math.random() * 150);
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
        await ended;
        for (const lock of ["index.lock", "refs/heads/main.lock", "HEAD.lock"]) rmSync(join(repo.root, ".git", lock), { force: true });
        repo.git("fsck", "--strict", "--no-dangling");
        assert.equal(repo.git("rev-list", "--merges", "--count", "HEAD").trim(), "0");
        repo.git("reset", "-q");
        repo.put({ "src/b.ts": `${kill}\n` });
        await round(repo, await ground.open(adapter, repo.root));
      }
    });
  });
}
