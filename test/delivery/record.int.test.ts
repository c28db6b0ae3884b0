import assert from "node:assert/strict";
import { chmodSync, mkdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, it } from "@std/testing/bdd";
import { Repo } from "./repo.ts";
import { makeYard } from "./yard.ts";

const yard = makeYard();
afterEach(() => yard.clear());

/** Every shape of repository in which an operator may keep a workspace. Each gives `README` and `src/a.ts` in a first commit. */
const shapes: Record<string, () => Repo> = {
  "a plain repository": () => yard.repo(),
  "a sha256 repository": () => yard.repo("--object-format=sha256"),
  "an index of version 4": () => {
    const repo = yard.repo();
    repo.git("update-index", "--index-version", "4");
    return repo;
  },
  "a split index": () => {
    const repo = yard.repo();
    repo.git("config", "core.splitIndex", "true");
    repo.git("update-index", "--split-index");
    return repo;
  },
  "an untracked cache": () => {
    const repo = yard.repo();
    repo.git("update-index", "--untracked-cache");
    return repo;
  },
  "a linked worktree": () => {
    const repo = yard.repo();
    const path = join(yard.directory(), "linked");
    repo.git("worktree", "add", "-q", "-b", "side", path);
    return new Repo(path);
  },
  "a repository whose git directory is elsewhere": () => yard.repo("--separate-git-dir", join(yard.directory(), "elsewhere.git")),
  "a sparse checkout": () => {
    const repo = yard.repo();
    repo.put({ "hidden/h.txt": "h\n" }).commitAll("hidden");
    repo.git("sparse-checkout", "set", "--cone", "src");
    return repo;
  },
  "a sparse index": () => {
    const repo = yard.repo();
    repo.put({ "hidden/h.txt": "h\n", "hidden/deep/h.txt": "h\n" }).commitAll("hidden");
    repo.git("sparse-checkout", "set", "--cone", "--sparse-index", "src");
    return repo;
  },
};

describe("Trees.record()", () => {
  for (const [shape, make] of Object.entries(shapes)) {
    it(`records files and touches nothing of the operator's in ${shape}`, async () => {
      const repo = make();
      const base = repo.tree("HEAD");
      repo.put({ "src/a.ts": "staged\n" });
      repo.git("add", "src/a.ts");
      repo.git("stash", "-q");
      repo.put({ "src/a.ts": "staged again\n", "src/staged.ts": "s\n" });
      repo.git("add", "src");
      repo.put({ "src/a.ts": "edited\n", "src/new.ts": "new\n", "debug.log": "ignored", "src/run": { script: "#!/bin/sh\n" } });
      const before = repo.operator();
      const trees = await repo.trees();
      const first = await trees.record();
      const again = await trees.record();
      repo.put({ "src/b.ts": "b\n" });
      const third = await trees.record();
      repo.put({ "src/b.ts": null });
      const fourth = await (await repo.trees()).record();
      assert.deepEqual(repo.operator(), before);
      assert.equal(first.kind, "git");
      const expected = {
        ...base,
        "src/a.ts": "100644 edited\n",
        "src/new.ts": "100644 new\n",
        "src/staged.ts": "100644 s\n",
        "src/run": "100755 #!/bin/sh\n",
      };
      assert.deepEqual(repo.tree(first.id), expected);
      assert.deepEqual(again, first);
      assert.deepEqual(repo.tree(third.id), { ...expected, "src/b.ts": "100644 b\n" });
      assert.deepEqual(fourth, first);
    });
  }

  it("records an unborn branch, and an empty one", async () => {
    const repo = new Repo(yard.directory());
    repo.git("init", "-q", "-b", "main");
    const trees = await repo.trees();
    const before = repo.operator();
    const empty = await trees.record();
    assert.deepEqual(repo.tree(empty.id), {});
    repo.put({ "a.txt": "a" });
    assert.deepEqual(repo.tree((await trees.record()).id), { "a.txt": "100644 a" });
    repo.put({ "a.txt": null });
    assert.deepEqual(repo.operator(), before);
    assert.deepEqual(await trees.describe(), { kind: "git", head: null, branch: "main" });
    assert.equal(await trees.headTree(), null);
  });

  it("sees deletions, types, modes and links that change into one another", async () => {
    const repo = yard.repo();
    repo.put({ "d/x": "x", "e/x": "x", f: "f", g: "g", l: { link: "README" }, s: { script: "s" } }).commitAll("more");
    const trees = await repo.trees();
    await trees.record();
    repo.put({ d: null, e: null, f: null, l: null, README: null });
    repo.put({ d: "now a file", e: { link: "src" }, "f/now": "a directory", l: "now a file" });
    chmodSync(join(repo.root, "g"), 0o755);
    chmodSync(join(repo.root, "s"), 0o644);
    const { id } = await trees.record();
    assert.deepEqual(repo.tree(id), {
      ".gitignore": "100644 *.log\nnode_modules/\n",
      "src/a.ts": "100644 a\n",
      d: "100644 now a file",
      e: "120000 src",
      "f/now": "100644 a directory",
      g: "100755 g",
      l: "100644 now a file",
      s: "100644 s",
    });
  });

  it("sees a change of the same length within the second of the operator's last add, later on", async () => {
    const repo = yard.repo();
    const untilNextSecond = () => sleep(1005 - (Date.now() % 1000));
    await untilNextSecond();
    repo.put({ "src/a.ts": "1\n" });
    repo.git("add", "-A");
    repo.put({ "src/a.ts": "2\n" });
    await untilNextSecond();
    const trees = await repo.trees();
    assert.equal(repo.tree((await trees.record()).id)["src/a.ts"], "100644 2\n");
    repo.put({ "src/a.ts": "3\n" });
    assert.equal(repo.tree((await trees.record()).id)["src/a.ts"], "100644 3\n");
  });

  it("leaves millrace-agents/ out, also where the operator tracks it or ignores nothing", async () => {
    const repo = yard.repo();
    const plain = (await (await repo.trees()).record()).id;
    repo.put({ "millrace-agents/loops/own.toml": "x", "millrace-agents/log/1": "y" });
    assert.equal((await (await repo.trees()).record()).id, plain);
    repo.git("add", "-f", "millrace-agents");
    repo.git("commit", "-q", "-m", "own");
    const trees = await repo.trees();
    assert.equal((await trees.record()).id, plain);
    assert.equal((await trees.headTree())?.id, plain);
    repo.put({ "src/millrace-agents/a": "not the runtime's" });
    assert.equal(repo.tree((await trees.record()).id)["src/millrace-agents/a"], "100644 not the runtime's");
  });

  it("takes ignored files only while the operator tracks them", async () => {
    const repo = yard.repo();
    repo.put({ "kept.log": "kept" });
    const trees = await repo.trees();
    assert.equal(repo.tree((await trees.record()).id)["kept.log"], undefined);
    repo.git("add", "-f", "kept.log");
    assert.equal(repo.tree((await trees.record()).id)["kept.log"], "100644 kept");
    repo.git("rm", "-q", "--cached", "-f", "kept.log");
    assert.equal(repo.tree((await trees.record()).id)["kept.log"], undefined);
  });

  it("sees changes behind assume-unchanged and skip-worktree, and leaves the operator's marks", async () => {
    const repo = yard.repo();
    repo.git("update-index", "--assume-unchanged", "README");
    repo.git("update-index", "--skip-worktree", "src/a.ts");
    repo.put({ README: "hidden\n", "src/a.ts": "hidden\n" });
    const before = repo.operator();
    const trees = await repo.trees();
    const { id } = await trees.record();
    assert.deepEqual([repo.tree(id).README, repo.tree(id)["src/a.ts"]], ["100644 hidden\n", "100644 hidden\n"]);
    assert.deepEqual(repo.operator(), before);
  });

  it("records files that are made or changed outside a sparse checkout, and keeps those that are absent", async () => {
    const repo = yard.repo();
    repo.put({ "hidden/h.txt": "h\n", "hidden/i.txt": "i\n" }).commitAll("hidden");
    repo.git("sparse-checkout", "set", "--cone", "src");
    repo.put({ "hidden/new.txt": "new\n", "hidden/h.txt": "changed\n" });
    const tree = repo.tree((await (await repo.trees()).record()).id);
    assert.deepEqual(
      [tree["hidden/h.txt"], tree["hidden/i.txt"], tree["hidden/new.txt"]],
      ["100644 changed\n", "100644 i\n", "100644 new\n"],
    );
  });

  it("passes unusual names through", async () => {
    const repo = yard.repo();
    const names = ["new\nline", 'quo"te', "ta\tb", "-dash", ":(top)magic", "ünï", "*star?", "back\\slash", " space "];
    repo.put(Object.fromEntries(names.map((name) => [name, name])));
    const trees = await repo.trees();
    const before = await trees.headTree();
    assert.ok(before);
    const after = await trees.record();
    assert.deepEqual(
      (await trees.changed(before, after)).map(({ path }) => path),
      [...names].sort(),
    );
  });

  it("passes names that are not UTF-8 through, and shows them with U+FFFD", async () => {
    const repo = yard.repo();
    repo.git("config", "alias.odd", "!printf odd > $(printf 'odd\\377name')");
    repo.git("odd");
    const trees = await repo.trees();
    const before = await trees.headTree();
    assert.ok(before);
    const after = await trees.record();
    assert.deepEqual(await trees.changed(before, after), [{ path: "odd\uFFFDname", status: "added" }]);
    assert.match(repo.git("ls-tree", after.id), /"odd\\377name"/);
  });

  it("records the folder when the workspace is part of a larger repository", async () => {
    const repo = yard.repo();
    repo.put({ "apps/web/x": "x", "apps/other/y": "y" }).commitAll("apps");
    repo.put({ "apps/web/new": "n", "apps/other/y": "edited elsewhere" });
    const before = repo.operator();
    const trees = await repo.trees("apps/web");
    const { id } = await trees.record();
    assert.deepEqual(repo.tree(id), { x: "100644 x", new: "100644 n" });
    const seen = repo.operator();
    for (const name of Object.keys(seen)) if (name.startsWith("apps/web/millrace-agents")) delete seen[name];
    assert.deepEqual(seen, before);
    repo.put({ "apps/web/x": null, "apps/web/new": null });
    assert.deepEqual(repo.tree((await trees.record()).id), {});
  });

  it("keeps gitlinks, follows a submodule's HEAD, and does not look into repositories that are not tracked", async () => {
    const other = yard.repo();
    const repo = yard.repo();
    repo.git("submodule", "add", "-q", other.root, "mod");
    repo.commitAll("with module");
    const trees = await repo.trees();
    const first = await trees.record();
    assert.equal(repo.tree(first.id).mod, `160000 ${other.head()}`);
    repo.put({ "nested/file": "n", "empty/keep": "e", "plain/ü\n/file": "p" });
    repo.gitIn(join(repo.root, "nested"), "init", "-q");
    repo.gitIn(join(repo.root, "plain/ü\n"), "init", "-q");
    assert.deepEqual(await trees.changed(first, await trees.record()), [{ path: "empty/keep", status: "added" }]);
    repo.put({ "mod/inner": "i" });
    repo.gitIn(join(repo.root, "mod"), "add", "-A");
    repo.gitIn(join(repo.root, "mod"), "commit", "-q", "-m", "inner");
    const moved = repo.gitIn(join(repo.root, "mod"), "rev-parse", "HEAD").trim();
    assert.equal(repo.tree((await trees.record()).id).mod, `160000 ${moved}`);
  });

  it("records in the middle of a merge, and leaves the conflict as it is", async () => {
    const repo = yard.repo();
    repo.git("switch", "-q", "-c", "side");
    repo.put({ README: "side\n" }).commitAll("side");
    repo.git("switch", "-q", "main");
    repo.put({ README: "main\n" }).commitAll("main");
    assert.throws(() => repo.git("merge", "-q", "side"));
    const before = repo.operator();
    const { id } = await (await repo.trees()).record();
    assert.match(repo.tree(id).README ?? "", /<<<<<<< HEAD\nmain\n=======\nside/);
    assert.deepEqual(repo.operator(), before);
  });

  it("recovers from a lock and a torn index that a crash left behind", async () => {
    const repo = yard.repo();
    const first = await (await repo.trees()).record();
    const private_ = repo.gitIn(join(repo.root, "millrace-agents/state/trees"), "ls-files", "-o", ".").split("\n")[0] ?? "";
    assert.match(private_, /^index-/);
    repo.put({ [`millrace-agents/state/trees/${private_}.lock`]: "", "src/b.ts": "b\n" });
    const second = await (await repo.trees()).record();
    assert.equal(repo.tree(second.id)["src/b.ts"], "100644 b\n");
    repo.put({ [`millrace-agents/state/trees/${private_}`]: "DIRC torn", "src/b.ts": null });
    assert.deepEqual(await (await repo.trees()).record(), first);
  });

  it("gives a tree that survives git gc --prune=now, and records again after it", async () => {
    const repo = yard.repo();
    const trees = await repo.trees();
    repo.put({ "src/b.ts": "only here\n" });
    const { id } = await trees.record();
    repo.git("gc", "-q", "--prune=now");
    assert.equal(repo.tree(id)["src/b.ts"], "100644 only here\n");
    assert.equal((await trees.record()).id, id);
    repo.git("update-ref", "-d", "refs/millrace/test/recorded");
    repo.git("gc", "-q", "--prune=now");
    repo.put({ "src/c.ts": "c\n" });
    const next = await trees.record();
    assert.equal(repo.tree(next.id)["src/b.ts"], "100644 only here\n");
  });

  it("answers calls at the same time one after the other", async () => {
    const repo = yard.repo();
    const trees = await repo.trees();
    repo.put({ "src/b.ts": "b\n" });
    const all = await Promise.all([trees.record(), trees.record(), trees.record()]);
    assert.equal(new Set(all.map(({ id }) => id)).size, 1);
  });

  it("says what git could not take", async () => {
    const repo = yard.repo();
    repo.git("config", "filter.strict.clean", "false");
    repo.git("config", "filter.strict.required", "true");
    repo.put({ ".gitattributes": "*.odd filter=strict\n", "src/a.odd": "s" });
    await assert.rejects(async () => (await repo.trees()).record(), { code: "git.failed", message: /src\/a\.odd/ });
  });

  it("runs no hook and no file monitor of the operator", async () => {
    const repo = yard.repo();
    const mark = join(yard.directory(), "ran");
    const hook = { script: `#!/bin/sh\ntouch '${mark}'\n` };
    repo.put({ ".git/hooks/post-index-change": hook, ".git/hooks/reference-transaction": hook, ".git/monitor": hook });
    repo.git("config", "core.fsmonitor", join(repo.root, ".git/monitor"));
    repo.put({ "src/b.ts": "b\n" });
    const trees = await repo.trees();
    const tree = await trees.record();
    await trees.keep([{ name: "x", tree }]);
    assert.throws(() => utimesSync(mark, 0, 0), { code: "ENOENT" });
  });

  it("takes no notice of GIT_DIR and its like in its environment", async () => {
    const repo = yard.repo();
    const other = yard.repo();
    other.put({ README: "other" }).commitAll("other");
    // Asked before: execFileSync under Deno adds the whole environment of this process to the one it is given.
    const [head, tree] = [repo.head(), repo.git("rev-parse", "HEAD^{tree}").trim()];
    process.env.GIT_DIR = join(other.root, ".git");
    process.env.GIT_INDEX_FILE = join(other.root, "stray-index");
    try {
      const trees = await repo.trees();
      assert.equal((await trees.describe()).head, head);
      assert.equal((await trees.record()).id, tree);
    } finally {
      delete process.env.GIT_DIR;
      delete process.env.GIT_INDEX_FILE;
    }
  });

  it("falls back to a manifest where the repository around ignores the workspace", async () => {
    const repo = yard.repo();
    mkdirSync(join(repo.root, "node_modules/work"), { recursive: true });
    const told = await (await repo.trees("node_modules/work")).describe();
    assert.equal(told.kind, "manifest");
    assert.match(told.reason ?? "", /ignores it/);
  });
});
