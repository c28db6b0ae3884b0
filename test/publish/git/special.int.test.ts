import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { chooseGit } from "../../../publish/git/choose-git.ts";
import type { GitFacts } from "../../../publish/git/facts.ts";
import { inspectRepository } from "../../../publish/git/inspect-repository.ts";
import { cleanEnv, Repo } from "../../delivery/repo.ts";
import { env, everyByte, type Ground, makeGround, told } from "./harness.ts";
import { round } from "./round.ts";

describe("chooseGit() and the repositories that isomorphic-git would harm", () => {
  let ground: Ground;
  beforeEach(() => {
    ground = makeGround();
  });
  afterEach(() => ground.clear());

  /** Inspects without touching a byte, and holds that only the command line is chosen, and nothing without it. */
  const special = async (root: string, why: RegExp): Promise<GitFacts> => {
    const before = everyByte(root);
    const found = await inspectRepository(root, { env });
    assert.deepEqual(everyByte(root), before);
    if (found.type !== "repository") throw new Error(found.reason);
    const choice = chooseGit(found.facts, null);
    assert.equal(choice.type === "adapter" && choice.adapter, "command-line");
    assert.match(choice.type === "adapter" ? choice.why : "", why);
    for (const git of [null, "2.20.1"]) {
      const refused = chooseGit({ ...found.facts, git }, null);
      assert.equal(refused.type === "refused" && refused.failure.code, "git.unsafe");
      assert.match(refused.type === "refused" ? refused.reason : "", why);
    }
    return found.facts;
  };

  it("takes isomorphic-git for a plain repository, and inspects it alike without git", async () => {
    const repo = ground.repo();
    repo.git("remote", "add", "origin", "https://example.org/x.git");
    const found = await inspectRepository(join(repo.root, "src"), { env });
    const bare = await inspectRepository(join(repo.root, "src"), { env, program: "no-git-here" });
    assert.equal(found.type === "repository" && found.facts.root, repo.root);
    if (found.type !== "repository" || bare.type !== "repository") return;
    assert.deepEqual({ ...bare.facts, git: found.facts.git }, found.facts);
    for (const facts of [found.facts, bare.facts]) {
      const choice = chooseGit(facts, "origin");
      assert.equal(choice.type === "adapter" && choice.adapter, "isomorphic");
    }
  });

  it("serves a linked worktree", async () => {
    const repo = ground.repo();
    const linked = join(ground.directory(), "linked");
    repo.git("worktree", "add", "-q", "-b", "release", linked);
    const facts = await special(linked, /linked worktree/);
    assert.deepEqual([facts.kind, facts.root, facts.commonDirectory], ["linked", linked, join(repo.root, ".git")]);
    assert.deepEqual(facts.head, { type: "branch", branch: "release", commit: repo.head() });
    new Repo(linked).put({ "src/a.ts": "2\n", "new.ts": "n\n" });
    const main = repo.head();
    const { commit } = await round(repo, await ground.open("command-line", linked), { root: linked, guarded: [repo.root, linked] });
    assert.equal(repo.git("rev-parse", "release").trim(), commit);
    assert.equal(repo.head(), main);
    assert.equal(repo.git("status", "--porcelain"), "");
  });

  it("serves a clone that shares objects, and leaves the other's alone", async () => {
    const repo = ground.repo();
    const clone = new Repo(ground.directory());
    clone.git("clone", "-q", "--shared", repo.root, ".");
    assert.equal((await special(clone.root, /borrows objects/)).alternates, true);
    clone.put({ "src/a.ts": "2\n" });
    const before = everyByte(repo.root);
    await round(clone, await ground.open("command-line", clone.root), { guarded: [clone.root, repo.root] });
    assert.deepEqual(everyByte(repo.root), before);
  });

  it("serves a repository with a submodule, and the submodule itself", async () => {
    const library = ground.repo();
    const repo = ground.repo();
    repo.git("submodule", "add", "-q", library.root, "lib");
    repo.commitAll("with library");
    assert.equal((await special(repo.root, /submodules/)).submodules, true);
    const inside = new Repo(join(repo.root, "lib"));
    assert.equal((await special(inside.root, /lies elsewhere/)).kind, "submodule");
    inside.put({ "src/a.ts": "2\n" });
    await round(inside, await ground.open("command-line", inside.root), { guarded: [repo.root] });
    repo.put({ README: "2\n" });
    const port = await ground.open("command-line", repo.root);
    assert.deepEqual(told((await port.changes()).changes), ["modified README", "modified lib"]);
    assert.deepEqual(told((await port.changes(["README"])).changes), ["modified README"]);
    const { head, changes } = await port.changes(["lib"]);
    assert.equal(changes[0]?.after?.mode, "160000");
    assert.deepEqual((await port.planTree(head, changes)).blobs, []);
    await round(repo, port);
  });

  it("serves a sparse checkout, whose absent files stay", async () => {
    const repo = ground.repo();
    repo.put({ "docs/x.md": "x\n", "docs/y.md": "y\n" }).commitAll("docs");
    repo.git("sparse-checkout", "set", "src");
    assert.equal(existsSync(join(repo.root, "docs")), false);
    assert.equal((await special(repo.root, /sparse/)).sparse, true);
    repo.put({ "src/a.ts": "2\n", "src/new.ts": "n\n" });
    const port = await ground.open("command-line", repo.root);
    assert.deepEqual(told((await port.changes(["src", "docs/x.md"])).changes), ["modified src/a.ts", "added src/new.ts"]);
    await round(repo, port);
    assert.equal(repo.git("show", "HEAD:docs/x.md"), "x\n");
  });

  it("serves an index of version 4, and a split one", async () => {
    const four = ground.repo();
    four.git("update-index", "--index-version", "4");
    assert.equal((await special(four.root, /version 4/)).indexVersion, 4);
    four.put({ "src/a.ts": "2\n", "new.ts": "n\n", README: null });
    await round(four, await ground.open("command-line", four.root));

    const split = ground.repo();
    split.git("config", "core.splitIndex", "true");
    split.put({ "more.ts": "m\n" }).commitAll("split");
    split.git("update-index", "--split-index");
    assert.equal((await special(split.root, /split/)).splitIndex, true);
    split.put({ "src/a.ts": "2\n", "new.ts": "n\n", README: null });
    await round(split, await ground.open("command-line", split.root));
  });

  it("serves SHA-256", async () => {
    const repo = ground.repo("--object-format=sha256");
    assert.equal((await special(repo.root, /sha256/)).objectFormat, "sha256");
    repo.put({ "src/a.ts": "2\n", "new.ts": "n\n", README: null });
    const { commit } = await round(repo, await ground.open("command-line", repo.root));
    assert.equal(commit.length, 64);
  });

  it("runs clean filters as git does", async () => {
    const repo = ground.repo();
    repo.git("config", "filter.shout.clean", "tr a-z A-Z");
    repo.put({ ".gitattributes": "*.txt filter=shout\n" }).commitAll("filter");
    assert.deepEqual((await special(repo.root, /shout/)).filters, ["shout"]);
    repo.put({ "loud.txt": "hello\n" });
    const port = await ground.open("command-line", repo.root);
    const { changes } = await port.changes(["loud.txt"]);
    assert.equal(Buffer.from(await port.readBlob(changes[0]?.after?.oid ?? "")).toString(), "HELLO\n");
    await round(repo, port);
  });

  it("sees filters in attributes that are not tracked yet: isomorphic-git refuses", async () => {
    const repo = ground.repo();
    const port = await ground.open("isomorphic", repo.root);
    repo.put({ "deep/.gitattributes": "*.txt text\n", "deep/a.txt": "a\r\n" });
    await assert.rejects(port.changes(["deep/a.txt"]), { code: "git.unsafe" });
  });

  it("converts line ends where core.autocrlf is set", async () => {
    const repo = ground.repo();
    repo.git("config", "core.autocrlf", "true");
    assert.equal((await special(repo.root, /autocrlf/)).autocrlf, "true");
    repo.put({ "dos.txt": "a\r\nb\r\n" });
    const port = await ground.open("command-line", repo.root);
    assert.equal((await port.changes(["dos.txt"])).changes[0]?.after?.size, 4);
    await round(repo, port);
  });

  it("serves a shallow clone and a partial one", async () => {
    const repo = ground.repo();
    repo.git("config", "uploadpack.allowFilter", "true");
    repo.put({ README: "2\n" }).commitAll("second");
    const shallow = new Repo(ground.directory());
    shallow.git("clone", "-q", "--depth", "1", `file://${repo.root}`, ".");
    await special(shallow.root, /shallow/);
    shallow.put({ "src/a.ts": "2\n" });
    await round(shallow, await ground.open("command-line", shallow.root));
    const partial = new Repo(ground.directory());
    partial.git("clone", "-q", "--filter=blob:none", `file://${repo.root}`, ".");
    await special(partial.root, /partial/);
  });

  it("refuses a bare repository, and finds none where there is none", async () => {
    const bare = new Repo(ground.directory());
    bare.git("init", "-q", "--bare", ".");
    const found = await inspectRepository(bare.root, { env });
    const choice = found.type === "repository" ? chooseGit(found.facts, null) : null;
    assert.equal(choice?.type === "refused" && choice.failure.code, "git.unsafe");
    assert.equal((await inspectRepository(ground.directory(), { env })).type, "none");
  });

  it("takes the command line for remotes that are no HTTP, and for HTTP that is set up by hand", async () => {
    const repo = ground.repo();
    const choiceFor = async (url: string) => {
      repo.git("config", "remote.origin.url", url);
      const found = await inspectRepository(repo.root, { env });
      const choice = found.type === "repository" ? chooseGit(found.facts, "origin") : null;
      return choice?.type === "adapter" ? `${choice.adapter}: ${choice.why}` : "refused";
    };
    assert.match(await choiceFor("git@example.org:x/y.git"), /command-line: .* ssh/);
    assert.match(await choiceFor("/srv/x.git"), /command-line: .* file/);
    assert.match(await choiceFor("https://example.org/x.git"), /isomorphic/);
    repo.git("config", "http.proxy", "http://proxy.example.org");
    assert.match(await choiceFor("https://example.org/x.git"), /command-line: .*http\.proxy/);
  });

  it("says what is set and under way: operation, lock, remotes, upstream, hooks, signing, identity", async () => {
    const repo = ground.repo();
    repo.git("remote", "add", "origin", "https://user:pass@example.org/x.git?token=1");
    for (const [key, value] of [
      ["branch.main.remote", "origin"],
      ["branch.main.merge", "refs/heads/main"],
      ["commit.gpgSign", "true"],
      ["gpg.format", "ssh"],
      ["user.signingKey", "~/.ssh/id"],
      ["core.hooksPath", "my-hooks"],
    ] as const) {
      repo.git("config", key, value);
    }
    repo.put({
      "my-hooks/pre-push": { script: "#!/bin/sh\n" },
      "my-hooks/commit-msg": "not executable",
      ".git/rebase-merge/head-name": "x",
    });
    writeFileSync(join(repo.root, ".git/index.lock"), "");
    const found = await inspectRepository(repo.root, { env });
    if (found.type !== "repository") throw new Error(found.reason);
    const { facts } = found;
    assert.deepEqual(facts.remotes, [
      {
        name: "origin",
        url: "https://example.org/x.git",
        pushUrl: "https://example.org/x.git",
        transport: "http",
        embedsCredentials: true,
      },
    ]);
    assert.deepEqual(facts.upstream, { remote: "origin", ref: "refs/heads/main" });
    assert.deepEqual(facts.signing, { commits: true, tags: false, format: "ssh", key: "~/.ssh/id" });
    assert.deepEqual(
      facts.hooks.map(({ name, executable }) => [name, executable]),
      [
        ["commit-msg", false],
        ["pre-push", true],
      ],
    );
    assert.equal(facts.hooksPath, join(repo.root, "my-hooks"));
    assert.equal(facts.operation, "rebase");
    assert.deepEqual(facts.identity, { name: "Op", email: "op@example.org" });
    assert.equal(facts.indexLock?.path, join(repo.root, ".git/index.lock"));
    assert.equal(facts.indexLock?.uid, process.getuid?.());
    assert.doesNotMatch(JSON.stringify(facts), /pass|token/);
  });

  it("knows an am, a cherry-pick, a bisect and a real merge conflict", async () => {
    const repo = ground.repo();
    repo.git("checkout", "-qb", "side");
    repo.put({ README: "side\n" }).commitAll("side");
    repo.git("checkout", "-q", "main");
    repo.put({ README: "main\n" }).commitAll("main");
    assert.throws(() => execFileSync("git", ["merge", "side"], { cwd: repo.root, env: cleanEnv(), stdio: "ignore" }));
    const operation = async () => {
      const found = await inspectRepository(repo.root, { env });
      return found.type === "repository" ? found.facts.operation : "none";
    };
    assert.equal(await operation(), "merge");
    repo.git("merge", "--abort");
    repo.git("bisect", "start");
    assert.equal(await operation(), "bisect");
    repo.git("bisect", "reset");
    assert.equal(await operation(), null);
    repo.put({ ".git/rebase-apply/applying": "" });
    assert.equal(await operation(), "am");
  });
});
