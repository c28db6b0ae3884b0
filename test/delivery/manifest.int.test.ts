import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, it } from "@std/testing/bdd";
import { openTrees } from "../../src/delivery/open-trees.ts";
import { Repo } from "./repo.ts";
import { makeYard } from "./yard.ts";

const yard = makeYard();
afterEach(() => yard.clear());

const place = () => new Repo(yard.directory());
const long = 10_000;

describe("openTrees() with a git that is killed", () => {
  for (const call of ["version", "rev-parse"]) {
    it(`fails when git ${call} is, and takes no repository for none`, async () => {
      const root = mkdtempSync(join(tmpdir(), "millrace-killed-git-"));
      try {
        const program = join(root, "git.sh");
        writeFileSync(program, `#!/bin/sh\ncase " $* " in *" ${call} "*) kill -9 $$ ;; *) exec git "$@" ;; esac\n`, { mode: 0o755 });
        await assert.rejects(() => openTrees({ root, directory: join(root, "t"), program }), { code: "git.failed" });
      } finally {
        rmSync(root, { recursive: true, force: true });
      }
    });
  }
});

describe("openTrees() without git", () => {
  it("says why there is no git, and that undo is unavailable", async () => {
    const bare = yard.repo();
    const old = place().put({ git: { script: "#!/bin/sh\necho git version 2.30.2\n" } });
    const cases: [Repo, string | undefined, RegExp][] = [
      [place(), undefined, /^not a git repository.*undo is unavailable$/],
      [yard.repo(), "git-that-is-not-installed", /^git does not start: .*undo is unavailable$/],
      [yard.repo(), join(old.root, "git"), /^git version 2.30.2 is too old.*undo is unavailable$/],
      [new Repo(join(bare.root, ".git")), undefined, /without worktree.*undo is unavailable$/],
    ];
    for (const [{ root }, program, reason] of cases) {
      const trees = await openTrees({ root, directory: join(root, "millrace-agents/t"), ...(program ? { program } : {}) });
      const told = await trees.describe();
      assert.deepEqual({ ...told, reason: "" }, { kind: "manifest", head: null, branch: null, reason: "" });
      assert.match(told.reason ?? "", reason);
    }
  });

  it("records the same hash for the same files, whatever their times, and another for any change", async () => {
    const repo = place().put({ a: "a", "d/b": "b", l: { link: "a" } });
    const first = await (await repo.trees()).record();
    const other = await (
      await place()
        .put({ l: { link: "a" }, "d/b": "b", a: "a" })
        .trees()
    ).record();
    assert.deepEqual(first, other);
    assert.match(first.id, /^[0-9a-f]{64}$/);
    assert.equal(first.kind, "manifest");
    repo.put({ "node_modules/x": "x", "d/node_modules/y": "y", ".git": "gitdir: nowhere", "millrace-agents/log": "z", "d/.git/z": "z" });
    const trees = await repo.trees();
    assert.deepEqual(await trees.record(), first);
    const seen = new Set([first.id]);
    const steps: (() => void)[] = [
      () => repo.put({ a: "A" }),
      () => chmodSync(join(repo.root, "a"), 0o755),
      () => repo.put({ l: null, "d/millrace-agents": "not the runtime's" }),
      () => repo.put({ "d/b": null }),
    ];
    for (const step of steps) {
      step();
      seen.add((await trees.record()).id);
    }
    assert.equal(seen.size, steps.length + 1);
  });

  it("names every kind of difference, also for a later process", async () => {
    const repo = place().put({ gone: "g", mode: "m", type: "t", Z: "z", same: "s", 'odd "\n name': "1" });
    const before = await (await repo.trees()).record();
    repo.put({ gone: null, here: "g", type: null, Z: "Z", 'odd "\n name': "2" }).put({ type: { link: "same" } });
    chmodSync(join(repo.root, "mode"), 0o755);
    const after = await (await repo.trees()).record();
    assert.deepEqual(await (await repo.trees()).changed(before, after), [
      { path: "Z", status: "modified" },
      { path: "gone", status: "deleted" },
      { path: "here", status: "added" },
      { path: "mode", status: "mode" },
      { path: 'odd "\n name', status: "modified" },
      { path: "type", status: "type" },
    ]);
  });

  it("sees a change that leaves size and time as they were", async () => {
    const repo = place().put({ a: "1" });
    const path = join(repo.root, "a");
    utimesSync(path, 1_000_000, 1_000_000);
    const trees = await repo.trees();
    const before = await trees.record();
    writeFileSync(path, "2");
    utimesSync(path, 1_000_000, 1_000_000);
    assert.deepEqual(await trees.changed(before, await trees.record()), [{ path: "a", status: "modified" }]);
  });

  it("hashes a large file by its content", async () => {
    const repo = place().put({ big: Buffer.alloc(9_000_000, 1) });
    const trees = await repo.trees();
    const before = await trees.record();
    const bytes = readFileSync(join(repo.root, "big"));
    bytes[8_999_999] = 2;
    repo.put({ big: bytes });
    assert.deepEqual(await trees.changed(before, await trees.record()), [{ path: "big", status: "modified" }]);
  });

  it("does without a cache that is gone or broken", async () => {
    const repo = place().put({ a: "a" });
    const first = await (await repo.trees()).record();
    for (const content of [null, "{ torn", '{"a":3}', "[]"]) {
      repo.put({ "millrace-agents/state/trees/hashes.json": content });
      assert.deepEqual(await (await repo.trees()).record(), first);
    }
  });

  it("trusts the cache only for files that rest", async () => {
    const repo = place().put({ fresh: "f" });
    await (await repo.trees()).record();
    const cache = join(repo.root, "millrace-agents/state/trees/hashes.json");
    assert.equal(statSync(cache, { throwIfNoEntry: false }), undefined);
  });

  it("keeps, compares, finds and commits nothing, and says so", async () => {
    const repo = place().put({ a: "a" });
    const trees = await repo.trees();
    const tree = await trees.record();
    assert.equal(await trees.keep([{ name: "x", tree }]), false);
    assert.equal(await trees.diffText(tree, tree, long), null);
    assert.equal(await trees.headTree(), null);
    assert.equal(await trees.contains(tree, "main"), false);
    assert.equal(await trees.findCommit("Millrace-Run", "x.1", null), null);
    assert.equal((await trees.followIndex("x")).index, "left");
    const outcome = await trees.commit({ tree, message: "x", trailers: [], expectedParent: null });
    assert.equal(outcome.type === "refused" && outcome.failure.code, "git.none");
  });

  it("throws git.unknown-tree for a manifest that is gone, and for a tree of git", async () => {
    const trees = await place().trees();
    const tree = await trees.record();
    for (const other of [
      { kind: "manifest", id: "0".repeat(64) },
      { kind: "git", id: "0".repeat(64) },
      { kind: "manifest", id: "../../../../etc/passwd" },
    ] as const) {
      await assert.rejects(trees.changed(tree, other), { code: "git.unknown-tree" });
    }
  });
});
