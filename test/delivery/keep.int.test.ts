import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, describe, it } from "@std/testing/bdd";
import { makeYard } from "./yard.ts";

const yard = makeYard();
afterEach(() => yard.clear());

describe("Trees.keep()", () => {
  it("keeps trees through git gc --prune=now, and disturbs neither log, fsck, mirror nor push", async () => {
    const repo = yard.repo();
    const trees = await repo.trees();
    const entries = [];
    for (let n = 0; n < 3; n++) {
      repo.put({ "src/b.ts": `version ${n}\n` });
      entries.push({ name: `runs/fix.1/1.${n}/after`, tree: await trees.record() });
    }
    assert.equal(await trees.keep(entries), true);
    const log = repo.git("log", "--all", "--format=%s");
    repo.put({ "src/b.ts": null });
    await trees.record();
    repo.git("reflog", "expire", "--expire=now", "--all");
    repo.git("gc", "-q", "--prune=now");
    for (const [n, { name, tree }] of entries.entries()) {
      assert.equal(repo.git("rev-parse", `refs/millrace/test/${name}`).trim(), tree.id);
      assert.equal(repo.tree(tree.id)["src/b.ts"], `100644 version ${n}\n`);
    }
    assert.equal(log, "first\n");
    repo.git("fsck", "--strict");
    const mirror = join(yard.directory(), "mirror.git");
    repo.git("clone", "-q", "--mirror", repo.root, mirror);
    repo.gitIn(mirror, "fsck", "--strict");
    const plain = join(yard.directory(), "plain.git");
    repo.git("init", "-q", "--bare", plain);
    repo.git("push", "-q", "--all", plain);
    assert.equal(repo.gitIn(plain, "for-each-ref", "--format=%(refname)"), "refs/heads/main\n");
  });

  it("goes on over locks that a killed git left on refs of ours", async () => {
    const repo = yard.repo();
    const trees = await repo.trees();
    repo.put({ "src/b.ts": "changed\n" });
    const left = ["recorded", "runs/fix.1/1.1"].map((name) => join(repo.root, ".git/refs/millrace/test", `${name}.lock`));
    for (const lock of left) {
      mkdirSync(dirname(lock), { recursive: true });
      writeFileSync(lock, "");
    }
    const tree = await trees.record();
    await trees.keep([{ name: "runs/fix.1/1.1", tree }]);
    assert.equal(repo.git("rev-parse", "refs/millrace/test/runs/fix.1/1.1").trim(), tree.id);
    assert.deepEqual(
      left.filter((lock) => existsSync(lock)),
      [],
    );
  });

  it("replaces what a name stood for, and takes any id for a name", async () => {
    const repo = yard.repo();
    const trees = await repo.trees();
    const first = await trees.record();
    const names = ["runs/a.lock/1.1/before", "runs/a..b/1.1/before", "runs/.a/ü x/before", "runs/a./x"];
    await trees.keep(names.map((name) => ({ name, tree: first })));
    repo.put({ README: "x" });
    const second = await trees.record();
    await trees.keep([{ name: names[0] ?? "", tree: second }]);
    const refs = repo.git("for-each-ref", "--format=%(objectname) %(refname)", "refs/millrace/test/runs").trim().split("\n");
    assert.deepEqual(
      refs.sort(),
      [
        `${first.id} refs/millrace/test/runs/%2Ea/%C3%BC%20x/before`,
        `${first.id} refs/millrace/test/runs/a%2E.b/1.1/before`,
        `${first.id} refs/millrace/test/runs/a%2E/x`,
        `${second.id} refs/millrace/test/runs/a%2Elock/1.1/before`,
      ].sort(),
    );
  });

  it("keeps all or none, and throws for a tree that is not there", async () => {
    const repo = yard.repo();
    const trees = await repo.trees();
    const tree = await trees.record();
    const absent = { kind: "git", id: "1".repeat(40) } as const;
    const keeping = trees.keep([
      { name: "one", tree },
      { name: "two", tree: absent },
    ]);
    await assert.rejects(keeping, { code: "git.unknown-tree" });
    assert.equal(repo.git("for-each-ref", "refs/millrace/test/one"), "");
  });

  it("keeps workspaces of one repository apart by their namespace", async () => {
    const repo = yard.repo();
    const tree = await (await repo.trees()).record();
    await (await repo.trees()).keep([{ name: "x", tree }]);
    assert.match(
      repo.git("for-each-ref", "--format=%(refname)", "refs/millrace"),
      /^refs\/millrace\/test\/recorded\nrefs\/millrace\/test\/x\n$/,
    );
  });
});

describe("Trees.changed()", () => {
  it("names every kind of difference, sorted, without renames", async () => {
    const repo = yard.repo();
    repo.put({ gone: "same content as here", mode: "m", type: "t", Z: "z" }).commitAll("more");
    const trees = await repo.trees();
    const before = await trees.record();
    repo.put({ gone: null, here: "same content as here", mode: { script: "m" }, type: null, Z: "Z" });
    repo.put({ mode: null, type: { link: "README" } });
    repo.put({ mode: { script: "m" } });
    assert.deepEqual(await trees.changed(before, await trees.record()), [
      { path: "Z", status: "modified" },
      { path: "gone", status: "deleted" },
      { path: "here", status: "added" },
      { path: "mode", status: "mode" },
      { path: "type", status: "type" },
    ]);
    assert.deepEqual(await trees.changed(before, before), []);
  });

  it("throws git.unknown-tree for a manifest's hash", async () => {
    const trees = await yard.repo().trees();
    const tree = await trees.record();
    await assert.rejects(trees.changed(tree, { kind: "manifest", id: "a".repeat(64) }), { code: "git.unknown-tree" });
  });
});

describe("Trees.diffText()", () => {
  it("gives a unified diff with renames, and runs no program that attributes or settings name", async () => {
    const repo = yard.repo();
    repo.git("config", "diff.evil.textconv", "false");
    repo.git("config", "diff.external", "false");
    repo.put({ ".gitattributes": "*.ts diff=evil\n", long: "one\ntwo\nthree\nfour\nfive\n" }).commitAll("more");
    const trees = await repo.trees();
    const before = await trees.record();
    repo.put({ "src/a.ts": "b\n", long: null, moved: "one\ntwo\nthree\nfour\nsix\n" });
    const text = (await trees.diffText(before, await trees.record())) ?? "";
    assert.match(text, /--- a\/src\/a\.ts\n\+\+\+ b\/src\/a\.ts\n@@ -1 \+1 @@\n-a\n\+b\n/);
    assert.match(text, /rename from long\nrename to moved\n/);
  });

  it("is cut after so many bytes, and says so", async () => {
    const repo = yard.repo();
    const trees = await repo.trees();
    const before = await trees.record();
    repo.put({ big: "0123456789\n".repeat(300_000) });
    const text = (await trees.diffText(before, await trees.record(), 1000)) ?? "";
    assert.match(text, /\n\(cut after 1000 bytes\)\n$/);
    assert.ok(text.length < 1100);
  });
});
