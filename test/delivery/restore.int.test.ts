import assert from "node:assert/strict";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, it } from "@std/testing/bdd";
import { makeYard } from "./yard.ts";

const yard = makeYard();
afterEach(() => yard.clear());

/** What must not be touched by a restore: index, HEAD, refs, stash. */
function gitSide(seen: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(seen).filter(([name]) => name === "refs" || name.startsWith(".git")));
}

describe("Trees.restore()", () => {
  it("puts changed, added, deleted, linked and executable files back, keeps what was there, and leaves index, HEAD and stash alone", async () => {
    const repo = yard.repo();
    repo.put({ "bin/run": { script: "#!/bin/sh\n" }, "src/link": { link: "a.ts" }, "old/deep/x": "x\n" }).commitAll("more");
    repo.put({ README: "operator's own edit, staged\n" });
    repo.git("add", "README");
    const trees = await repo.trees();
    const before = await trees.record();
    repo.put({ "src/a.ts": "by the run\n", "src/new/b.ts": "new\n", "src/link": null, old: null, "bin/run": null });
    repo.put({ "src/link": "now a file\n", "bin/run": "not executable\n" });
    const after = await trees.record();
    const operator = gitSide(repo.operator());

    const preview = await trees.restore({ from: after, to: before, salvageAs: null });
    assert.equal(preview.type, "possible");
    assert.equal(repo.read("src/a.ts"), "by the run\n");

    const restored = await trees.restore({ from: after, to: before, salvageAs: "undo/r.1" });
    assert.ok(restored.type === "restored");
    assert.deepEqual(restored.written, ["bin/run", "old/deep/x", "src/a.ts", "src/link"]);
    assert.deepEqual(restored.removed, ["src/new/b.ts"]);
    assert.deepEqual(restored.left, []);
    assert.deepEqual(await trees.record(), before);
    assert.equal(readlinkSync(join(repo.root, "src/link")), "a.ts");
    assert.ok((lstatSync(join(repo.root, "bin/run")).mode & 0o111) !== 0);
    assert.ok(!existsSync(join(repo.root, "src/new")), "the directory that was emptied is gone");
    assert.equal(repo.git("rev-parse", "refs/millrace/test/undo/r.1").trim(), after.id);
    assert.deepEqual(gitSide(repo.operator()), operator);
    assert.deepEqual(
      readdirSync(join(repo.root, "millrace-agents/state/trees")).filter((name) => !name.startsWith("index-")),
      [],
    );

    const again = await trees.restore({ from: after, to: before, salvageAs: "undo/r.1" });
    assert.ok(again.type === "restored");
    assert.deepEqual([again.written, again.removed], [[], []]);
  });

  it("changes nothing when a path was changed or removed since, and names every such path", async () => {
    const repo = yard.repo();
    const trees = await repo.trees();
    const before = await trees.record();
    repo.put({ "src/a.ts": "by the run\n", "src/b.ts": "b\n", "src/c.ts": "c\n" });
    const after = await trees.record();
    repo.put({ "src/a.ts": "by the operator\n", "src/b.ts": null, "other.txt": "unrelated\n" });
    const outcome = await trees.restore({ from: after, to: before, salvageAs: "undo/r.1" });
    assert.deepEqual(outcome, {
      type: "conflict",
      paths: [{ path: "src/a.ts", why: "it was changed since" }],
    });
    assert.equal(repo.read("src/c.ts"), "c\n");
    repo.put({ "src/a.ts": "by the run\n" });
    const done = await trees.restore({ from: after, to: before, salvageAs: "undo/r.1" });
    assert.ok(done.type === "restored");
    assert.deepEqual([done.written, done.removed], [["src/a.ts"], ["src/c.ts"]]);
    assert.equal(repo.read("other.txt"), "unrelated\n");
  });

  it("never overwrites a file that git ignores, nor writes through a link that leads out", async () => {
    const repo = yard.repo();
    const outside = yard.directory();
    writeFileSync(join(outside, "x"), "not ours\n");
    repo.put({ "notes.log": "precious\n", "kept/x": "tracked\n" });
    repo.git("add", "-f", "notes.log");
    repo.commitAll("with a log");
    const trees = await repo.trees();
    const before = await trees.record();
    repo.git("rm", "-q", "--cached", "notes.log");
    rmSync(join(repo.root, "notes.log"));
    repo.put({ kept: null });
    repo.put({ kept: { link: outside } });
    const after = await trees.record();
    repo.put({ "notes.log": "new and ignored\n" });
    const outcome = await trees.restore({ from: after, to: before, salvageAs: "undo/r.1" });
    assert.deepEqual(outcome, { type: "conflict", paths: [{ path: "notes.log", why: "something that git ignores is in its place" }] });
    rmSync(join(repo.root, "notes.log"));
    const done = await trees.restore({ from: after, to: before, salvageAs: "undo/r.1" });
    assert.ok(done.type === "restored");
    assert.deepEqual([done.written, done.removed, done.left], [["kept/x", "notes.log"], ["kept"], []]);
    assert.equal(repo.read("kept/x"), "tracked\n");
    assert.equal(readFileSync(join(outside, "x"), "utf8"), "not ours\n");
  });

  it("leaves a path whose directory holds other files, and says so", async () => {
    const repo = yard.repo();
    const trees = await repo.trees();
    repo.put({ thing: "a file\n" });
    const before = await trees.record();
    repo.put({ thing: null });
    repo.put({ "thing/inside": "x\n", "thing/debug.log": "ignored\n" });
    const after = await trees.record();
    const done = await trees.restore({ from: after, to: before, salvageAs: "undo/r.1" });
    assert.ok(done.type === "restored");
    assert.deepEqual(done.left, [{ path: "thing", why: "a directory with other files is in its place" }]);
    assert.equal(repo.read("thing/debug.log"), "ignored\n");
  });

  it("works in a folder of a larger repository, and touches nothing outside of it", async () => {
    const repo = yard.repo();
    repo.put({ "apps/one/x": "1\n", "apps/two/y": "2\n", ".gitattributes": "*.txt text eol=crlf\n", "apps/one/t.txt": "a\r\n" });
    repo.commitAll("apps");
    const trees = await repo.trees("apps/one");
    const before = await trees.record();
    repo.put({ "apps/one/x": "changed\n", "apps/one/t.txt": null, "apps/two/y": "edited meanwhile\n" });
    const after = await trees.record();
    const done = await trees.restore({ from: after, to: before, salvageAs: "undo/r.1" });
    assert.ok(done.type === "restored");
    assert.deepEqual(done.written, ["t.txt", "x"]);
    assert.equal(repo.read("apps/one/t.txt"), "a\r\n");
    assert.equal(repo.read("apps/two/y"), "edited meanwhile\n");
  });

  it("refuses without git, and says why", async () => {
    const directory = yard.directory();
    const { openTrees } = await import("../../src/delivery/open-trees.ts");
    const trees = await openTrees({ root: directory, directory: join(directory, "millrace-agents/state/trees") });
    const tree = await trees.record();
    const outcome = await trees.restore({ from: tree, to: tree, salvageAs: "undo/r.1" });
    assert.ok(outcome.type === "refused");
    assert.equal(outcome.failure.code, "git.no-contents");
    assert.equal((await trees.extract(tree, join(directory, "out"))).type, "refused");
  });
});

describe("Trees.extract()", () => {
  it("writes a whole tree into a new directory, the empty one too", async () => {
    const repo = yard.repo();
    repo.put({ "bin/run": { script: "#!/bin/sh\n" }, "src/link": { link: "a.ts" } });
    const trees = await repo.trees();
    const tree = await trees.record();
    const to = join(yard.directory(), "salvaged");
    assert.deepEqual(await trees.extract(tree, to), { type: "extracted", files: 5 });
    assert.equal(readFileSync(join(to, "src/a.ts"), "utf8"), "a\n");
    assert.equal(readlinkSync(join(to, "src/link")), "a.ts");
    repo.put({ README: null, src: null, bin: null, ".gitignore": null });
    const empty = join(yard.directory(), "empty");
    assert.deepEqual(await trees.extract(await trees.record(), empty), { type: "extracted", files: 0 });
    assert.deepEqual(readdirSync(empty), []);
    const taken = join(yard.directory(), "taken");
    mkdirSync(taken);
    writeFileSync(join(taken, "mine"), "mine\n");
    await assert.rejects(() => trees.extract(tree, taken));
    assert.deepEqual(readdirSync(taken), ["mine"]);
  });
});
