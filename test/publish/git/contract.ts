import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { type Adapter, everyByte, type Ground, makeGround, op, orderOf, told } from "./harness.ts";
import { round } from "./round.ts";

/** What both adapters do alike in a plain repository. */
export function plainContract(adapter: Adapter): void {
  describe(`GitPort (${adapter}) in a plain repository`, () => {
    let ground: Ground;
    beforeEach(() => {
      ground = makeGround();
    });
    afterEach(() => ground.clear());

    it("commits additions, changes and deletions, and leaves a clean status", async () => {
      const repo = ground.repo();
      repo.put({ "src/a.ts": "changed\n", "new/x.ts": "x\n", README: null, "seen.log": "ignored\n" });
      const port = await ground.open(adapter, repo.root);
      const { changes } = await port.changes();
      assert.deepEqual(told(changes), ["deleted README", "added new/x.ts", "modified src/a.ts"]);
      const { commit } = await round(repo, port);
      const info = await port.readCommit(commit);
      assert.deepEqual(info.author, op);
      assert.deepEqual(info.trailers, [["Millrace-Log", "7:abc"]]);
      assert.equal(info.message, "Release\n\nMillrace-Log: 7:abc\n");
      assert.equal(info.signature, "N");
      assert.match(repo.git("reflog", "-1", "main"), /millrace: Release/);
    });

    it("looks only at the given paths and what is below them, and says which are ignored", async () => {
      const repo = ground.repo();
      repo.put({ "src/a.ts": "1\n", "src/b.ts": null, "new/x.ts": "x\n", README: "other\n", "seen.log": "ignored\n" });
      const port = await ground.open(adapter, repo.root);
      const { changes, ignored } = await port.changes(["src", "new/x.ts", "seen.log", "not-there", "src/not-there"]);
      assert.deepEqual(told(changes), ["added new/x.ts", "modified src/a.ts", "deleted src/b.ts"]);
      assert.deepEqual(ignored, ["seen.log"]);
      assert.deepEqual(
        changes.map(({ untracked }) => untracked),
        [true, false, false],
      );
    });

    it("gives the same for the paths that changed as for the whole worktree", async () => {
      const repo = ground.repo();
      repo.put({ "src/a.ts": "1\n", "new/deep/x.ts": "x\n", README: null });
      const port = await ground.open(adapter, repo.root);
      assert.deepEqual((await port.changes(["src/a.ts", "new/deep/x.ts", "README"])).changes, (await port.changes()).changes);
    });

    it("sees a change of the executable bit alone", async () => {
      const repo = ground.repo();
      chmodSync(join(repo.root, "README"), 0o755);
      const port = await ground.open(adapter, repo.root);
      assert.deepEqual(told((await port.changes(["README"])).changes), ["mode README"]);
      await round(repo, port);
    });

    it("keeps symlinks as they are: to a file, to a directory, to nothing, in place of a file", async () => {
      const repo = ground.repo();
      repo.put({ README: null });
      repo.put({
        "to-file": { link: "src/a.ts" },
        "to-directory": { link: "src" },
        dangling: { link: "no/where" },
        README: { link: "src/b.ts" },
      });
      const port = await ground.open(adapter, repo.root);
      assert.deepEqual(told((await port.changes()).changes), ["type README", "added dangling", "added to-directory", "added to-file"]);
      assert.deepEqual(told((await port.changes(["to-directory/a.ts"])).changes), []);
      await round(repo, port);
    });

    it("passes names through unharmed: line ends, quotes, NFC and NFD, dashes, 255 bytes, pathspec magic", async () => {
      const repo = ground.repo();
      const names = [
        "new\nline",
        'quo"te',
        "back\\slash",
        "tab\there",
        "-dash",
        "--",
        ":(top)x",
        "*.ts",
        "[a]",
        "\u00e9",
        "e\u0301",
        "n".repeat(255),
        " space ",
        "a b/c\nd",
      ];
      repo.put(Object.fromEntries(names.map((name) => [name, `${name}\n`])));
      const port = await ground.open(adapter, repo.root);
      const found = (await port.changes(names)).changes.map(({ path }) => path);
      assert.deepEqual(
        found,
        [...names].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other))),
      );
      await round(repo, port, { paths: names });
    });

    it("replaces a file by a directory and a directory by a file", async () => {
      const repo = ground.repo();
      repo.put({ README: null, src: null });
      repo.put({ "README/part": "1\n", src: "now a file\n" });
      const port = await ground.open(adapter, repo.root);
      const expected = ["deleted README", "added README/part", "added src", "deleted src/a.ts", "deleted src/b.ts"];
      assert.deepEqual(told((await port.changes(["README/part", "src"])).changes), expected);
      await round(repo, port, { paths: ["README/part", "src"] });
    });

    it("sorts trees as git does where a directory and a file share a beginning", async () => {
      const repo = ground.repo();
      repo.put({ "a/x": "1", "a.b": "2", "a-b": "3", a0: "4", "ab/y": "5" });
      await round(repo, await ground.open(adapter, repo.root));
    });

    it("empties a directory, and the repository", async () => {
      const repo = ground.repo();
      repo.put({ README: null, src: null, ".gitignore": null });
      await round(repo, await ground.open(adapter, repo.root));
    });

    it("commits the first commit of an unborn branch", async () => {
      const repo = ground.repo();
      repo.git("checkout", "-q", "--orphan", "fresh");
      repo.git("rm", "-rq", "--cached", ".");
      const port = await ground.open(adapter, repo.root);
      assert.deepEqual(port.facts.head, { type: "unborn", branch: "fresh" });
      assert.equal((await port.changes()).head, null);
      await round(repo, port);
    });

    it("reads and moves refs that are packed, and objects in packs", async () => {
      const repo = ground.repo();
      repo.git("tag", "-a", "v1", "-m", "one");
      repo.git("gc", "-q");
      repo.put({ "src/a.ts": "2\n" });
      const port = await ground.open(adapter, repo.root);
      assert.equal(await port.resolve("refs/heads/main"), repo.head());
      assert.equal(await port.resolve("HEAD"), repo.head());
      assert.equal(await port.resolve("refs/heads/none"), null);
      await round(repo, port);
      assert.equal(repo.git("for-each-ref", "--format=%(refname)"), "refs/heads/main\nrefs/tags/v1\n");
    });

    it("honours nested and negated ignore files, info/exclude and core.excludesFile", async () => {
      const repo = ground.repo();
      const excludes = join(ground.directory(), "ignore");
      writeFileSync(excludes, "*.mine\n");
      repo.git("config", "core.excludesFile", excludes);
      writeFileSync(join(repo.root, ".git/info/exclude"), "private/\n");
      repo.put({
        ".gitignore": "*.log\n!keep.log\nbuild/\n/only-top\n**/deep/*.tmp\ndoc/**/*.pdf\n\\#hash\nspace\\ \n",
        "sub/.gitignore": "!back.log\nlocal\n!build/\n",
        "a.log": "",
        "keep.log": "",
        "build/x": "",
        "only-top": "",
        "sub/only-top": "",
        "sub/back.log": "",
        "sub/local": "",
        "sub/build/x": "",
        "x/deep/a.tmp": "",
        "doc/p.pdf": "",
        "doc/q/p.pdf": "",
        "#hash": "",
        "space ": "",
        "m.mine": "",
        "private/p": "",
        "forced.log": "f",
      });
      repo.git("add", "-f", "forced.log");
      await round(repo, await ground.open(adapter, repo.root));
    });

    it("leaves repositories that lie within alone, and names them", async () => {
      const repo = ground.repo();
      repo.git("init", "-q", "inner");
      repo.git("init", "-q", "with-commit");
      repo.put({ "with-commit/f": "f\n", "src/a.ts": "2\n" });
      repo.gitIn(join(repo.root, "with-commit"), "add", "-A");
      repo.gitIn(join(repo.root, "with-commit"), "commit", "-qm", "inner");
      const port = await ground.open(adapter, repo.root);
      const { changes, nested } = await port.changes();
      assert.deepEqual(told(changes), ["modified src/a.ts"]);
      assert.deepEqual(nested, ["inner", "with-commit"]);
    });

    it("keeps what the operator staged elsewhere", async () => {
      const repo = ground.repo();
      repo.put({ "src/a.ts": "2\n", "src/b.ts": "staged\n", "new.ts": "staged\n" });
      repo.git("add", "src/b.ts", "new.ts");
      const port = await ground.open(adapter, repo.root);
      const order = await orderOf(port, ["src/a.ts"]);
      assert.equal((await port.commit(order)).type, "committed");
      assert.equal(repo.git("status", "--porcelain"), "A  new.ts\nM  src/b.ts\n");
      assert.equal(repo.git("show", "HEAD:src/b.ts"), "b\n");
    });

    it("refuses where the operator staged other content for a published path", async () => {
      const repo = ground.repo();
      repo.put({ "src/a.ts": "staged\n" });
      repo.git("add", "src/a.ts");
      repo.put({ "src/a.ts": "published\n" });
      const port = await ground.open(adapter, repo.root);
      const order = await orderOf(port, ["src/a.ts"]);
      const before = repo.operator();
      const outcome = await port.commit(order);
      assert.equal(outcome.type === "refused" && outcome.failure.code, "git.staged");
      assert.deepEqual(repo.operator(), before);
    });

    for (const [what, code, disturb] of [
      ["an index.lock is there", "git.index-locked", (root: string) => writeFileSync(join(root, ".git/index.lock"), "")],
      ["a merge is under way", "git.unfinished", (root: string) => writeFileSync(join(root, ".git/MERGE_HEAD"), `${"1".repeat(40)}\n`)],
      ["a file changed since the plan", "git.plan-changed", (root: string) => writeFileSync(join(root, "src/a.ts"), "late\n")],
      ["a planned file is gone", "git.plan-changed", (root: string) => renameSync(join(root, "src/a.ts"), join(root, "elsewhere"))],
    ] as const) {
      it(`refuses to commit while ${what}, and changes nothing`, async () => {
        const repo = ground.repo();
        repo.put({ "src/a.ts": "2\n" });
        const port = await ground.open(adapter, repo.root);
        const order = await orderOf(port, ["src/a.ts"]);
        disturb(repo.root);
        const before = everyByte(repo.root);
        const outcome = await port.commit(order);
        assert.equal(outcome.type === "refused" && outcome.failure.code, code);
        assert.deepEqual(everyByte(repo.root), before);
      });
    }

    it("refuses a parent that moved and a detached HEAD", async () => {
      const repo = ground.repo();
      repo.put({ "src/a.ts": "2\n" });
      const port = await ground.open(adapter, repo.root);
      const order = await orderOf(port, ["src/a.ts"]);
      repo.git("commit", "-q", "--allow-empty", "-m", "meanwhile");
      const moved = repo.head();
      const outcome = await port.commit(order);
      assert.equal(outcome.type === "refused" && outcome.failure.code, "git.parent-moved");
      assert.equal(repo.head(), moved);
      repo.git("checkout", "-q", "--detach");
      const detached = await port.commit({ ...order, expectedParent: moved });
      assert.equal(detached.type === "refused" && detached.failure.code, "git.detached");
    });

    it("gives the commit that it made when asked again, and lets an index that a crash left behind follow", async () => {
      const repo = ground.repo();
      repo.put({ "src/a.ts": "2\n", "new.ts": "n\n", README: null });
      const port = await ground.open(adapter, repo.root);
      const trailers = [["Millrace-Log", "7:abc"]] as const;
      const order = await orderOf(port, undefined, { trailers });
      const index = readFileSync(join(repo.root, ".git/index"));
      const made = await port.commit(order);
      writeFileSync(join(repo.root, ".git/index"), index);
      assert.notEqual(repo.git("status", "--porcelain"), "");
      const again = await port.commit(order);
      assert.deepEqual(again, made);
      assert.equal(repo.git("status", "--porcelain"), "");
      const other = await port.commit({ ...order, trailers: [["Millrace-Log", "8:def"]] });
      assert.equal(other.type === "refused" && other.failure.code, "git.parent-moved");
      assert.equal(repo.git("rev-list", "--count", "HEAD").trim(), "2");
    });

    it("lets an index that a crash left behind follow the commit that HEAD is at, and none other", async () => {
      const repo = ground.repo();
      const index = readFileSync(join(repo.root, ".git/index"));
      const first = repo.head();
      repo.put({ "src/a.ts": "2\n", "new.ts": "n\n", README: null }).commitAll("second");
      writeFileSync(join(repo.root, ".git/index"), index);
      assert.notEqual(repo.git("status", "--porcelain"), "");
      const port = await ground.open(adapter, repo.root);
      assert.equal((await port.follow(first)).type, "left");
      assert.notEqual(repo.git("status", "--porcelain"), "");
      for (let turn = 0; turn < 2; turn++) assert.deepEqual(await port.follow(repo.head()), { type: "followed" });
      assert.equal(repo.git("status", "--porcelain"), "");
    });

    it("says that nothing changes where the parent has the tree already", async () => {
      const repo = ground.repo();
      const port = await ground.open(adapter, repo.root);
      const order = await orderOf(port);
      assert.deepEqual(order.changes, []);
      assert.deepEqual(await port.commit(order), { type: "unchanged", commit: order.expectedParent });
    });

    it("walks history: between, ancestors, over merges", async () => {
      const repo = ground.repo();
      const base = repo.head();
      repo.git("checkout", "-qb", "side");
      repo.git("commit", "-q", "--allow-empty", "-m", "side\n\nCo-Authored-By: Somebody <s@example.org>");
      const side = repo.head();
      repo.git("checkout", "-q", "main");
      repo.git("commit", "-q", "--allow-empty", "-m", "main");
      repo.git("merge", "-q", "--no-ff", "-m", "merge", "side");
      const head = repo.head();
      const port = await ground.open(adapter, repo.root);
      const between = await port.commitsBetween(base, head);
      assert.deepEqual(between.map(({ message }) => message.split("\n")[0]).sort(), ["main", "merge", "side"]);
      assert.equal(between.at(-1)?.commit, head);
      assert.equal(between.at(-1)?.parents.length, 2);
      assert.deepEqual(between.find(({ commit }) => commit === side)?.trailers, [["Co-Authored-By", "Somebody <s@example.org>"]]);
      assert.equal((await port.commitsBetween(null, head)).length, 4);
      assert.deepEqual(
        [await port.isAncestor(base, head), await port.isAncestor(side, head), await port.isAncestor(head, base)],
        [true, true, false],
      );
      assert.equal(await port.isAncestor("1".repeat(40), head), false);
    });

    it("tells what a commit brings: by its first parent, and of a merge only what no parent has", async () => {
      const repo = ground.repo();
      const first = repo.head();
      repo.put({ "src/a.ts": "22\n", "src/deep/c.ts": "c\n", README: null }).commitAll("second");
      const port = await ground.open(adapter, repo.root);
      const second = await port.changesOf(repo.head());
      assert.deepEqual(told(second), ["deleted README", "modified src/a.ts", "added src/deep/c.ts"]);
      assert.deepEqual(
        second.map(({ after }) => after?.size),
        [undefined, 3, 2],
      );
      assert.equal(Buffer.from(await port.readBlob(second[1]?.before?.oid ?? "")).toString(), "a\n");
      assert.deepEqual(
        (await port.changesOf(first)).map(({ path, status }) => [path, status]),
        [".gitignore", "README", "src/a.ts", "src/b.ts"].map((path) => [path, "added"]),
      );
      repo.git("checkout", "-qb", "side", first);
      repo.put({ "src/b.ts": "side\n" }).commitAll("side");
      repo.git("checkout", "-q", "main");
      repo.git("merge", "-q", "--no-ff", "--no-commit", "side");
      repo.put({ "evil.txt": "only in the merge\n" }).commitAll("merge");
      const merged = await ground.open(adapter, repo.root);
      assert.deepEqual(told(await merged.changesOf(repo.head())), ["added evil.txt"]);
    });

    it("makes an annotated tag once, and never moves it", async () => {
      const repo = ground.repo();
      const port = await ground.open(adapter, repo.root);
      const order = { name: "v1.0.0", commit: repo.head(), message: "one", tagger: op, sign: false };
      const made = await port.tag(order);
      assert.equal(made.type, "tagged");
      assert.equal(repo.git("cat-file", "-t", "v1.0.0").trim(), "tag");
      assert.equal((await port.tag(order)).type, "there-already");
      repo.git("commit", "-q", "--allow-empty", "-m", "next");
      const again = await port.tag({ ...order, commit: repo.head() });
      assert.equal(again.type === "refused" && again.failure.code, "git.tag-exists");
      const bad = await port.tag({ ...order, name: "no..good" });
      assert.equal(bad.type === "refused" && bad.failure.code, "git.bad-ref");
      repo.git("fsck", "--strict");
    });

    it("runs the hooks: what they refuse is not committed, what they write into the message is", async () => {
      const repo = ground.repo();
      repo.put({ "src/a.ts": "2\n", ".git/hooks/pre-commit": { script: '#!/bin/sh\ngit diff --cached --name-only > "$GIT_DIR/seen"\n' } });
      repo.put({ ".git/hooks/commit-msg": { script: '#!/bin/sh\necho "Change-Id: I1" >> "$1"\n' } });
      const port = await ground.open(adapter, repo.root);
      const order = await orderOf(port, undefined, { trailers: [["A", "b"]] });
      const skipped = { ...order, hooks: "skip" } as const;
      repo.put({ ".git/hooks/pre-commit": { script: "#!/bin/sh\necho not today >&2\nexit 3\n" } });
      const refused = await port.commit(order);
      assert.equal(refused.type === "refused" && refused.failure.code, "git.hook-refused");
      assert.match(refused.type === "refused" ? refused.reason : "", /pre-commit refused \(exit 3\): not today/);
      assert.equal(repo.head(), order.expectedParent);
      repo.put({ ".git/hooks/pre-commit": { script: '#!/bin/sh\ngit diff --cached --name-only > "$GIT_DIR/seen"\n' } });
      const done = await port.commit(order);
      assert.deepEqual(done.type === "committed" && done.hooks, { ran: ["pre-commit", "commit-msg"], skipped: [] });
      assert.equal(repo.read(".git/seen"), "src/a.ts\n");
      assert.match(repo.git("log", "-1", "--format=%B"), /^m\n\nA: b\nChange-Id: I1\n/);
      repo.put({ "src/a.ts": "3\n" });
      const next = await port.changes();
      const plan = await port.planTree(next.head, next.changes);
      const quiet = await port.commit({ ...skipped, tree: plan.tree, changes: next.changes, expectedParent: next.head });
      assert.deepEqual(quiet.type === "committed" && quiet.hooks, { ran: [], skipped: ["pre-commit", "commit-msg"] });
    });

    it("takes 10 000 files, of which a hundred changed", async () => {
      const repo = ground.repo();
      for (let n = 0; n < 100; n++) {
        mkdirSync(join(repo.root, `d${n}`));
        for (let k = 0; k < 100; k++) writeFileSync(join(repo.root, `d${n}/f${k}`), `file ${n} ${k}\n`);
      }
      repo.commitAll("many");
      repo.put(Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`d${n}/f7`, "changed\n"])));
      await round(repo, await ground.open(adapter, repo.root));
    });
  });
}
