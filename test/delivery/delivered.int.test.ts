import assert from "node:assert/strict";
import { afterEach, describe, it } from "@std/testing/bdd";
import { committed, order, status } from "./order.ts";
import { Repo } from "./repo.ts";
import { makeYard } from "./yard.ts";

const yard = makeYard();
afterEach(() => yard.clear());

describe("Trees.followIndex()", () => {
  it("mends the index after a crash between branch and index, and is harmless when repeated", async () => {
    const repo = yard.repo();
    repo.put({ "src/a.ts": "fixed\n" });
    const trees = await repo.trees();
    const { tree } = await order(trees);
    const commit = repo.git("commit-tree", tree.id, "-p", repo.head(), "-m", "x").trim();
    repo.git("update-ref", "refs/heads/main", commit);
    assert.equal(status(repo), "MM src/a.ts");
    for (let time = 0; time < 2; time++) {
      assert.deepEqual(await trees.followIndex(commit), { index: "followed" });
      assert.equal(status(repo), "");
    }
  });

  it("leaves the index where the operator has staged or committed since", async () => {
    const repo = yard.repo();
    const trees = await repo.trees();
    repo.put({ "src/a.ts": "fixed\n" });
    const commit = committed(await trees.commit(await order(trees)));
    repo.put({ "src/a.ts": "staged\n" });
    repo.git("add", "-A");
    const before = repo.operator();
    assert.equal((await trees.followIndex(commit)).index, "left");
    assert.deepEqual(repo.operator(), before);
    repo.git("commit", "-q", "-m", "operator's");
    assert.deepEqual(await trees.followIndex(commit), { index: "left", why: `HEAD is at ${repo.head()} by now` });
  });
});

describe("Trees.findCommit()", () => {
  it("finds a delivered commit by its trailer, only beyond `since`, and gives its tree", async () => {
    const repo = yard.repo();
    const first = repo.head();
    const trees = await repo.trees();
    assert.equal(await trees.findCommit("Millrace-Run", "fix-login.1", null), null);
    repo.put({ README: "x" });
    const asked = await order(trees);
    const commit = committed(await trees.commit(asked));
    repo.git("commit", "-q", "--allow-empty", "-m", "operator's");
    assert.deepEqual(await trees.findCommit("Millrace-Run", "fix-login.1", first), { commit, tree: asked.tree });
    assert.deepEqual(await trees.findCommit("Millrace-Run", "fix-login.1", null), { commit, tree: asked.tree });
    assert.deepEqual(await trees.findCommit("Millrace-Run", "fix-login.1", "0".repeat(40)), { commit, tree: asked.tree });
    assert.equal(await trees.findCommit("Millrace-Run", "fix-login.1", commit), null);
    assert.equal(await trees.findCommit("Millrace-Run", "fix-login", null), null);
    assert.equal(await trees.findCommit("Millrace-Run", "ix-login.1", null), null);
  });

  it("is not fooled by a message that looks like a trailer", async () => {
    const repo = yard.repo();
    const trees = await repo.trees();
    for (const [n, message] of [
      "Millrace-Run: other.1",
      "x\n\nMillrace-Run: other.1",
      "x\n\nMillrace-Run: other.1\n\n \n---\n",
      "\0\r\n",
    ].entries()) {
      repo.put({ README: `${n}` });
      committed(await trees.commit(await order(trees, { message })));
      assert.equal(await trees.findCommit("Millrace-Run", "other.1", null), null);
      assert.equal((await trees.findCommit("Millrace-Run", "fix-login.1", null))?.commit, repo.head());
    }
  });

  it("finds nothing on an unborn branch", async () => {
    const repo = new Repo(yard.directory());
    repo.git("init", "-q");
    assert.equal(await (await repo.trees()).findCommit("Millrace-Run", "a.1", null), null);
  });
});

describe("Trees.contains()", () => {
  it("tells whether a tree or a commit is reachable from a branch", async () => {
    const repo = yard.repo();
    const trees = await repo.trees();
    const first = { commit: repo.head(), tree: await trees.record() };
    repo.git("switch", "-q", "-c", "side");
    repo.put({ README: "x" });
    const asked = await order(trees);
    const commit = committed(await trees.commit(asked));
    assert.equal(await trees.contains(first.tree, "side"), true);
    assert.equal(await trees.contains(first, "side"), true);
    assert.equal(await trees.contains(asked.tree, "main"), false);
    assert.equal(await trees.contains({ commit }, "main"), false);
    assert.equal(await trees.contains({ commit }, repo.head()), true);
    repo.git("switch", "-q", "main");
    repo.put({ other: "o" }).commitAll("other");
    repo.git("merge", "-q", "side", "-m", "merge");
    assert.equal(await trees.contains(asked.tree, "main"), true);
    assert.equal(await trees.contains({ commit }, "main"), true);
    assert.equal(await trees.contains(asked.tree, "absent"), false);
    assert.equal(await trees.contains({ commit: "0".repeat(40) }, "main"), false);
    assert.equal(await trees.contains(asked.tree, "--all"), false);
  });
});
