import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, it } from "@std/testing/bdd";
import { MillraceError } from "../../src/kernel/errors/millrace-error.ts";
import type { Tree } from "../../src/kernel/ports/trees.ts";
import { committed, order, refusal, status } from "./order.ts";
import { Repo } from "./repo.ts";
import { makeYard } from "./yard.ts";

const yard = makeYard();
afterEach(() => yard.clear());

describe("Trees.commit()", () => {
  it("commits exactly the recorded tree, and the index follows", async () => {
    const repo = yard.repo();
    const parent = repo.head();
    repo.put({ "src/a.ts": "fixed\n", "src/new.ts": "new\n", README: null });
    const trees = await repo.trees();
    const asked = await order(trees);
    const outcome = await trees.commit(asked);
    assert.deepEqual(outcome, { type: "committed", commit: repo.head(), index: "followed" });
    assert.equal(repo.git("rev-parse", "HEAD^{tree}").trim(), asked.tree.id);
    assert.equal(repo.git("rev-parse", "HEAD^").trim(), parent);
    assert.equal(repo.git("symbolic-ref", "HEAD").trim(), "refs/heads/main");
    assert.equal(repo.git("log", "-1", "--format=%B").trim(), "Fix the login\n\nMillrace-Item: fix-login\nMillrace-Run: fix-login.1");
    assert.equal(repo.git("log", "-1", "--format=%(trailers:key=Millrace-Run,valueonly)").trim(), "fix-login.1");
    assert.equal(repo.git("reflog", "-1", "--format=%gs").trim(), "millrace: Fix the login");
    assert.equal(status(repo), "");
    repo.git("fsck", "--strict");
  });

  it("does not take into the commit what changed after the tree was recorded", async () => {
    const repo = yard.repo();
    repo.put({ "src/a.ts": "fixed\n" });
    const trees = await repo.trees();
    const asked = await order(trees);
    repo.put({ "src/a.ts": "edited by the operator\n", "src/later.ts": "later\n" });
    committed(await trees.commit(asked));
    assert.equal(repo.git("show", "HEAD:src/a.ts"), "fixed\n");
    assert.equal(repo.read("src/a.ts"), "edited by the operator\n");
    assert.equal(status(repo), " M src/a.ts\n?? src/later.ts");
  });

  it("leaves what the operator staged as it is, where the delivery does not touch it", async () => {
    const repo = yard.repo();
    const trees = await repo.trees();
    repo.put({ "src/a.ts": "fixed\n" });
    const asked = await order(trees, { paths: ["src"] });
    repo.put({ README: "staged\n", "docs/new.md": "staged\n" });
    repo.git("add", "README", "docs");
    repo.put({ README: "staged, then edited\n" });
    repo.git("stash", "list");
    const staged = repo.git("ls-files", "-s", "README", "docs");
    committed(await trees.commit(asked));
    assert.equal(repo.git("ls-files", "-s", "README", "docs"), staged);
    assert.equal(status(repo), "MM README\nA  docs/new.md");
  });

  it("refuses where the operator staged something else for a delivered path, and changes nothing", async () => {
    const repo = yard.repo();
    const trees = await repo.trees();
    repo.put({ "src/a.ts": "fixed\n" });
    const asked = await order(trees);
    repo.put({ "src/a.ts": "staged\n" });
    repo.git("add", "src/a.ts");
    const before = repo.operator();
    assert.match(refusal(await trees.commit(asked), "git.staged"), /src\/a\.ts/);
    assert.deepEqual(repo.operator(), before);
  });

  it("refuses where the operator staged the removal of a delivered file", async () => {
    const repo = yard.repo();
    const trees = await repo.trees();
    repo.put({ "src/a.ts": "fixed\n" });
    const asked = await order(trees);
    repo.git("rm", "-q", "--cached", "src/a.ts");
    refusal(await trees.commit(asked), "git.staged");
    assert.equal(status(repo).split("\n")[0], "D  src/a.ts");
  });

  it("takes a staged path that the tree holds with the same content", async () => {
    const repo = yard.repo();
    repo.put({ "src/a.ts": "fixed\n" });
    repo.git("add", "-A");
    const trees = await repo.trees();
    committed(await trees.commit(await order(trees)));
    assert.equal(status(repo), "");
  });

  it("commits only the paths that are named, files and directories", async () => {
    const repo = yard.repo();
    repo.put({ d: "d" }).commitAll("d");
    repo.put({ "src/a.ts": "fixed\n", "src/deep/b.ts": "b\n", README: "operator's own\n", srcish: "x", d: null, "d/file": "f" });
    const trees = await repo.trees();
    committed(await trees.commit(await order(trees, { paths: ["src/", "d", "d/file"] })));
    assert.equal(
      repo.git("diff-tree", "-r", "--name-status", "--no-commit-id", "HEAD"),
      "D\td\nA\td/file\nM\tsrc/a.ts\nA\tsrc/deep/b.ts\n",
    );
    assert.equal(status(repo), " M README\n?? srcish");
  });

  it("says unchanged where the branch holds this tree already", async () => {
    const repo = yard.repo();
    const trees = await repo.trees();
    assert.deepEqual(await trees.commit(await order(trees)), { type: "unchanged", commit: repo.head() });
    repo.put({ README: "x" });
    assert.deepEqual(await trees.commit(await order(trees, { paths: ["src"] })), { type: "unchanged", commit: repo.head() });
  });

  it("makes the first commit of an unborn branch", async () => {
    for (const algorithm of ["sha1", "sha256"]) {
      const repo = new Repo(yard.directory());
      repo.git("init", "-q", "-b", "trunk", `--object-format=${algorithm}`);
      const trees = await repo.trees();
      assert.deepEqual(await trees.commit(await order(trees)), { type: "unchanged", commit: null });
      repo.put({ a: "a", b: "b" });
      repo.git("add", "b");
      committed(await trees.commit(await order(trees)));
      assert.equal(repo.git("log", "--format=%P|%s"), "|Fix the login\n");
      assert.equal(status(repo), "");
    }
  });

  it("refuses when the branch has moved, or was switched", async () => {
    const repo = yard.repo();
    const trees = await repo.trees();
    repo.put({ "src/a.ts": "fixed\n" });
    const asked = await order(trees);
    repo.git("commit", "-q", "--allow-empty", "-m", "operator's");
    const before = repo.operator();
    assert.match(refusal(await trees.commit(asked), "git.branch-moved"), /"main"/);
    assert.deepEqual(repo.operator(), before);
    repo.git("symbolic-ref", "HEAD", "refs/heads/void");
    refusal(await trees.commit(asked), "git.branch-moved");
  });

  it("takes its own earlier commit for done, also narrowed, and not one that only carries its trailers", async () => {
    for (const paths of [undefined, ["src"]]) {
      const repo = yard.repo();
      const trees = await repo.trees();
      repo.put({ "src/a.ts": "fixed\n", README: "x" });
      const asked = await order(trees, paths ? { paths } : {});
      const commit = committed(await trees.commit(asked));
      assert.deepEqual(await trees.commit(asked), { type: "committed", commit, index: "followed" });
      repo.git("commit", "-q", "--allow-empty", "-m", "operator's");
      assert.deepEqual(await trees.commit(asked), { type: "committed", commit, index: "left", why: `HEAD is at ${repo.head()} by now` });
      repo.git("reset", "-q", "--soft", "HEAD~2");
      repo.git("commit", "-q", "--allow-empty", "-m", "forged\n\nMillrace-Item: fix-login\nMillrace-Run: fix-login.1", "--", ".gitignore");
      refusal(await trees.commit(asked), "git.branch-moved");
      refusal(await trees.commit({ ...asked, expectedParent: "0".repeat(40) }), "git.branch-moved");
    }
  });

  it("refuses with HEAD detached", async () => {
    const repo = yard.repo();
    repo.git("switch", "-q", "--detach");
    repo.put({ README: "x" });
    const trees = await repo.trees();
    assert.deepEqual(await trees.describe(), { kind: "git", head: repo.head(), branch: null });
    refusal(await trees.commit(await order(trees)), "git.detached");
  });

  it("refuses while a merge, a rebase, a bisect, a cherry-pick or a revert is under way", async () => {
    const repo = yard.repo();
    repo.git("switch", "-q", "-c", "side");
    repo.put({ README: "side\n" }).commitAll("side");
    repo.git("switch", "-q", "main");
    repo.put({ README: "main\n" }).commitAll("main");
    const trees = await repo.trees();
    const starts: [string, string[], string[]][] = [
      ["merge", ["merge", "-q", "side"], ["merge", "--abort"]],
      ["rebase", ["rebase", "-q", "side"], ["rebase", "--abort"]],
      ["cherry-pick", ["cherry-pick", "side"], ["cherry-pick", "--abort"]],
      ["revert", ["revert", "--no-edit", "HEAD~1"], ["revert", "--abort"]],
      ["bisect", ["bisect", "start"], ["bisect", "reset"]],
    ];
    for (const [operation, start, abort] of starts) {
      if (operation === "bisect") repo.git(...start);
      else assert.throws(() => repo.git(...start), operation);
      const before = repo.operator();
      assert.match(refusal(await trees.commit(await order(trees)), "git.unfinished"), new RegExp(operation));
      assert.deepEqual(await trees.followIndex(repo.head()), { index: "left", why: `a ${operation} is under way` });
      assert.deepEqual(repo.operator(), before);
      repo.git(...abort);
    }
  });

  it("refuses while another git holds the index, and does not take its lock away", async () => {
    const repo = yard.repo();
    repo.put({ "src/a.ts": "fixed\n" });
    const trees = await repo.trees();
    const asked = await order(trees);
    repo.put({ ".git/index.lock": "" });
    assert.match(refusal(await trees.commit(asked), "git.index-locked"), /index\.lock/);
    assert.equal(repo.read(".git/index.lock"), "");
  });

  it("waits for another git that holds the index for an instant", async () => {
    const repo = yard.repo();
    repo.put({ "src/a.ts": "fixed\n" });
    const trees = await repo.trees();
    const asked = await order(trees);
    repo.put({ ".git/index.lock": "" });
    setTimeout(() => repo.put({ ".git/index.lock": null }), 200);
    committed(await trees.commit(asked));
  });

  it("refuses while another git holds the branch, names the file and how to remove it, and leaves it", async () => {
    const repo = yard.repo();
    repo.put({ "src/a.ts": "fixed\n" });
    const trees = await repo.trees();
    const asked = await order(trees);
    const strange = repo.git("commit-tree", "HEAD^{tree}", "-m", "An operator's");
    for (const content of ["", strange]) {
      repo.put({ ".git/refs/heads/main.lock": content });
      const outcome = await trees.commit(asked);
      assert.equal(refusal(outcome, "git.ref-locked"), "Cannot commit: another git holds .git/refs/heads/main.lock");
      const fix = outcome.type === "refused" ? new MillraceError(outcome.failure.code, outcome.failure.values).fix : "";
      assert.match(fix ?? "", /rm '\.git\/refs\/heads\/main\.lock'/);
      assert.equal(repo.read(".git/refs/heads/main.lock"), content);
    }
    repo.put({ ".git/refs/heads/main.lock": null });
    committed(await trees.commit(asked));
  });

  it("removes the lock of the branch that a killed git of ours left", async () => {
    const repo = yard.repo();
    repo.put({ "src/a.ts": "fixed\n" });
    const trees = await repo.trees();
    const asked = await order(trees);
    const left = repo.git("commit-tree", "HEAD^{tree}", "-m", "Fix the login\n\nMillrace-Run: fix-login.1\n");
    repo.put({ ".git/refs/heads/main.lock": left });
    committed(await trees.commit(asked));
    assert.equal(existsSync(join(repo.root, ".git/refs/heads/main.lock")), false);
  });

  it("commits in a linked worktree onto its own branch", async () => {
    const repo = yard.repo();
    const linked = new Repo(join(yard.directory(), "linked"));
    repo.git("worktree", "add", "-q", "-b", "side", linked.root);
    const main = repo.operator();
    linked.put({ "src/a.ts": "fixed\n" });
    const trees = await linked.trees();
    const commit = committed(await trees.commit(await order(trees)));
    assert.equal(repo.git("rev-parse", "side").trim(), commit);
    assert.equal(status(linked), "");
    assert.deepEqual({ ...repo.operator(), refs: "" }, { ...main, refs: "" });
  });

  it("commits into a sparse checkout without losing what is not checked out", async () => {
    for (const how of ["--no-sparse-index", "--sparse-index"]) {
      const repo = yard.repo();
      repo.put({ "hidden/h.txt": "h\n" }).commitAll("hidden");
      repo.git("sparse-checkout", "set", "--cone", how, "src");
      repo.put({ "src/a.ts": "fixed\n", "src/b.ts": "b\n" });
      const trees = await repo.trees();
      committed(await trees.commit(await order(trees)));
      assert.equal(repo.git("diff-tree", "-r", "--name-status", "--no-commit-id", "HEAD"), "M\tsrc/a.ts\nA\tsrc/b.ts\n");
      assert.equal(status(repo), "");
      assert.throws(() => repo.read("hidden/h.txt"), { code: "ENOENT" });
    }
  });

  it("grafts the folder of a larger repository, and keeps a tracked millrace-agents/", async () => {
    const repo = yard.repo();
    repo.put({ "apps/web/x": "x", "apps/web/millrace-agents/loops/l.toml": "l", "apps/other/y": "y" }).commitAll("apps");
    repo.put({ "apps/web/x": "fixed", "apps/other/y": "operator's", "apps/web/millrace-agents/loops/l.toml": "edited" });
    const trees = await repo.trees("apps/web");
    const asked = await order(trees);
    const commit = committed(await trees.commit(asked));
    assert.equal(repo.git("diff-tree", "-r", "--name-status", "--no-commit-id", "HEAD"), "M\tapps/web/x\n");
    assert.deepEqual(await trees.headTree(), asked.tree);
    assert.equal(await trees.contains(asked.tree, "main"), true);
    assert.deepEqual(await trees.findCommit("Millrace-Run", "fix-login.1", asked.expectedParent), { commit, tree: asked.tree });
    repo.put({ "apps/web/x": null });
    committed(await trees.commit(await order(trees)));
    assert.equal(repo.git("ls-tree", "-r", "--name-only", "HEAD", "apps/web"), "apps/web/millrace-agents/loops/l.toml\n");
  });

  it("drops a folder that is emptied, and makes one that the branch does not know", async () => {
    const repo = yard.repo();
    repo.put({ "apps/web/x": "x" });
    const trees = await repo.trees("apps/web");
    committed(await trees.commit(await order(trees)));
    assert.equal(repo.git("ls-tree", "-r", "--name-only", "HEAD", "apps"), "apps/web/x\n");
    repo.put({ "apps/web/x": null });
    committed(await trees.commit(await order(trees)));
    assert.equal(repo.git("ls-tree", "-r", "-t", "--name-only", "HEAD", "apps"), "");
  });

  it("signs as the operator where git knows one, else as Millrace", async () => {
    const repo = yard.repo();
    const home = process.env.HOME;
    const config = process.env.XDG_CONFIG_HOME;
    process.env.HOME = yard.directory();
    delete process.env.XDG_CONFIG_HOME;
    try {
      const trees = await repo.trees();
      repo.put({ README: "1" });
      committed(await trees.commit(await order(trees)));
      assert.equal(
        repo.git("log", "-1", "--format=%an <%ae> %cn <%ce>").trim(),
        "Millrace <millrace@localhost> Millrace <millrace@localhost>",
      );
      repo.git("config", "user.name", "Ada");
      repo.git("config", "user.email", "ada@example.org");
      repo.put({ README: "2" });
      committed(await trees.commit(await order(trees)));
      assert.equal(repo.git("log", "-1", "--format=%an <%ae> %cn <%ce>").trim(), "Ada <ada@example.org> Ada <ada@example.org>");
    } finally {
      if (home !== undefined) process.env.HOME = home;
      if (config !== undefined) process.env.XDG_CONFIG_HOME = config;
    }
  });

  it("runs no hook, whatever they would say", async () => {
    const repo = yard.repo();
    const hook = { script: "#!/bin/sh\nexit 1\n" };
    for (const name of ["pre-commit", "commit-msg", "reference-transaction", "post-index-change"])
      repo.put({ [`.git/hooks/${name}`]: hook });
    repo.put({ README: "x" });
    const trees = await repo.trees();
    const outcome = await trees.commit(await order(trees));
    assert.deepEqual({ ...outcome, commit: "" }, { type: "committed", commit: "", index: "followed" });
  });

  it("throws git.unknown-tree for a tree that git does not have", async () => {
    const repo = yard.repo();
    const trees = await repo.trees();
    for (const tree of [
      { kind: "git", id: "0123456789012345678901234567890123456789" },
      { kind: "git", id: "--help" },
      { kind: "manifest", id: "a".repeat(64) },
    ] satisfies Tree[]) {
      await assert.rejects(async () => trees.commit(await order(trees, { tree })), { code: "git.unknown-tree" });
    }
  });
});
