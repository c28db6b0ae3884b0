import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { afterEach, describe, it } from "@std/testing/bdd";
import type { Tree } from "../../src/kernel/ports/trees.ts";
import type { Repo } from "./repo.ts";
import { makeYard } from "./yard.ts";

const yard = makeYard();
afterEach(() => yard.clear());

interface Intent {
  n: number;
  tree: Tree;
  parent: string;
}

const runtime = "Deno" in globalThis ? ["run", "-A", "--no-check"] : [];

/** Runs a deliverer and kills it some time after its first intent; gives its last one. */
async function killed(repo: Repo, from: number, after: number): Promise<Intent> {
  const script = join(import.meta.dirname ?? "", "deliver-forever.ts");
  const child = spawn(process.execPath, [...runtime, script, repo.root, `${from}`], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    if (said === "") setTimeout(() => child.kill("SIGKILL"), after);
    said += chunk.toString();
  });
  const signal = await new Promise((resolve) => child.on("close", (_, signal) => resolve(signal)));
  assert.equal(signal, "SIGKILL");
  return JSON.parse(said.trim().split("\n").at(-1) ?? "") as Intent;
}

describe("Trees.commit() and kill -9", () => {
  it("delivers every run exactly once when it is asked again, and leaves index and files in order", async () => {
    const repo = yard.repo();
    let next = 0;
    for (let round = 0; round < 10; round++) {
      const intent = await killed(repo, next, round * 9);
      const trees = await repo.trees();
      const found = await trees.findCommit("Millrace-Run", `r.${intent.n}`, intent.parent);
      if (found) {
        assert.deepEqual(found.tree, intent.tree);
        assert.deepEqual(await trees.followIndex(found.commit), { index: "followed" });
      } else {
        const trailers = [["Millrace-Run", `r.${intent.n}`]] as const;
        const outcome = await trees.commit({ tree: intent.tree, message: "work", trailers, expectedParent: intent.parent });
        assert.equal(outcome.type, "committed", JSON.stringify(outcome));
      }
      next = intent.n + 1;
      assert.match(repo.git("status", "--porcelain", "--", ":!millrace-agents"), /^(.. src\/f\d\.ts\n)?$/);
      assert.equal(repo.git("diff", "--cached", "--name-only"), "");
    }
    const runs = repo.git("log", "--reverse", "--format=%(trailers:key=Millrace-Run,valueonly,separator=)").trim().split("\n");
    assert.deepEqual(
      runs,
      Array.from({ length: next }, (_, n) => `r.${n}`),
    );
    repo.git("fsck", "--strict");
  });
});
