import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { Repo } from "../../delivery/repo.ts";
import { env, type Ground, makeGround } from "./harness.ts";

describe("GitPort and remotes that are not HTTP", () => {
  let ground: Ground;
  beforeEach(() => {
    ground = makeGround();
  });
  afterEach(() => ground.clear());

  const withRemote = (): { repo: Repo; bare: Repo } => {
    const repo = ground.repo();
    const bare = new Repo(ground.directory());
    bare.git("init", "-q", "--bare", "-b", "main", ".");
    repo.git("remote", "add", "origin", bare.root);
    return { repo, bare };
  };

  it("pushes to a file remote by the command line, fetches, and refuses what is no fast-forward", async () => {
    const { repo, bare } = withRemote();
    const port = await ground.open("command-line", repo.root);
    const order = { remote: "origin", oid: repo.head(), ref: "refs/heads/main", expected: null, hooks: "run" } as const;
    assert.equal((await port.push(order)).type, "pushed");
    assert.equal(bare.git("rev-parse", "main").trim(), repo.head());
    assert.equal((await port.push(order)).type, "already-there");
    assert.equal((await port.fetch("origin", "main")).type, "fetched");
    const first = repo.head();
    repo.git("commit", "-q", "--amend", "-m", "rewritten");
    assert.deepEqual(await port.push({ ...order, oid: repo.head(), expected: first }), { type: "non-fast-forward", theirs: first });
  });

  it("does not reach a file remote by isomorphic-git", async () => {
    const { repo } = withRemote();
    const port = await ground.open("isomorphic", repo.root);
    assert.equal((await port.refs("origin")).type, "unknown-transport");
    assert.equal((await port.fetch("origin", "main")).type, "unknown-transport");
  });

  it("says so where there is no ssh, and where a remote or its repository is not there", async () => {
    const { repo, bare } = withRemote();
    repo.git("remote", "add", "shell", "ssh://git@localhost/x.git");
    repo.git("remote", "add", "gone", `${bare.root}-gone`);
    const port = await ground.open("command-line", repo.root, { ...env, GIT_SSH_COMMAND: "no-ssh-here" });
    assert.equal((await port.refs("shell")).type, "unknown-transport");
    assert.equal((await port.refs("gone")).type, "unreachable");
    await assert.rejects(port.refs("nowhere"), { code: "git.unknown-remote" });
  });
});
