import assert from "node:assert/strict";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { openGit } from "../../../publish/git/open-git.ts";
import type { GitPort, PushOrder } from "../../../publish/git/port.ts";
import type { Repo } from "../../delivery/repo.ts";
import { Repo as RepoAt } from "../../delivery/repo.ts";
import { type GitServer, startGitServer } from "../../support/git-server/git-server.ts";
import { type Adapter, everyByte, type Ground, makeGround, op } from "./harness.ts";

const USER = { MILLRACE_GIT_USERNAME: "op", MILLRACE_GIT_PASSWORD: "s3cret pass" };

/** What both adapters do alike with a real server over HTTP. */
export function remoteContract(adapter: Adapter): void {
  describe(`GitPort (${adapter}) with a git server over HTTP`, () => {
    let ground: Ground;
    let server: GitServer;
    let repo: Repo;
    let bare: Repo;
    beforeEach(async () => {
      ground = makeGround();
      const root = ground.directory();
      server = await startGitServer(root);
      bare = new RepoAt(join(root, "repo.git"));
      bare.gitIn(root, "init", "-q", "--bare", "-b", "main", "repo.git");
      bare.git("config", "http.receivepack", "true");
      repo = ground.repo();
      repo.git("remote", "add", "origin", `${server.url}/repo.git`);
    });
    afterEach(async () => {
      await ground.clear();
      await server.close();
    });

    const next = (): string => {
      repo.git("commit", "-q", "--allow-empty", "-m", "next");
      return repo.head();
    };
    const order = (oid: string, expected: string | null): PushOrder => ({
      remote: "origin",
      oid,
      ref: "refs/heads/main",
      expected,
      hooks: "run",
    });
    const there = (ref = "refs/heads/main"): string | null => {
      const found = bare.git("for-each-ref", "--format=%(objectname)", ref).trim();
      return found === "" ? null : found;
    };
    const elsewhere = (): string => {
      const other = new RepoAt(ground.directory());
      other.git("clone", "-q", bare.root, ".");
      other.git("commit", "-q", "--allow-empty", "-m", "theirs");
      other.git("push", "-q", "origin", "HEAD:main");
      return other.head();
    };
    const open = (more: Record<string, string> = {}): Promise<GitPort> => ground.open(adapter, repo.root, more);

    it("pushes a new branch and its next commit, reads both back, and says when there is nothing to do", async () => {
      const port = await open();
      const first = repo.head();
      assert.deepEqual(await port.refs("origin"), {
        type: "refs",
        refs: new Map(),
        head: ((await port.refs("origin")) as { head: string | null }).head,
      });
      assert.deepEqual(await port.push(order(first, null)), {
        type: "pushed",
        oid: first,
        dropped: false,
        hooks: { ran: [], skipped: [] },
      });
      assert.equal(there(), first);
      const second = next();
      assert.equal((await port.push(order(second, first))).type, "pushed");
      assert.equal(there(), second);
      assert.equal(repo.git("rev-parse", "refs/remotes/origin/main").trim(), second);
      assert.deepEqual(await port.push(order(second, first)), { type: "already-there", oid: second });
      const refs = await port.refs("origin");
      assert.equal(refs.type === "refs" && refs.refs.get("refs/heads/main"), second);
      assert.equal(refs.type === "refs" && refs.head, "refs/heads/main");
      bare.git("fsck", "--strict");
    });

    it("pushes an annotated tag, and never moves one that is there", async () => {
      const port = await open();
      await port.push(order(repo.head(), null));
      const tag = await port.tag({ name: "v1", commit: repo.head(), message: "one", tagger: op, sign: false });
      assert.equal(tag.type, "tagged");
      if (tag.type !== "tagged") return;
      const push = { remote: "origin", ref: "refs/tags/v1", expected: null, hooks: "run" } as const;
      assert.equal((await port.push({ ...push, oid: tag.oid })).type, "pushed");
      assert.equal(there("refs/tags/v1"), tag.oid);
      const refs = await port.refs("origin");
      assert.equal(refs.type === "refs" && refs.refs.get("refs/tags/v1^{}"), repo.head());
      assert.deepEqual(await port.push({ ...push, oid: next() }), { type: "non-fast-forward", theirs: tag.oid });
      assert.deepEqual(await port.push({ ...push, oid: repo.head(), expected: tag.oid }), { type: "non-fast-forward", theirs: tag.oid });
    });

    it("fetches a branch into a private ref and touches nothing else", async () => {
      const port = await open();
      await port.push(order(repo.head(), null));
      assert.deepEqual(await port.fetch("origin", "none"), { type: "absent" });
      const theirs = elsewhere();
      const before = everyByte(repo.root);
      const fetched = await port.fetch("origin", "main");
      assert.deepEqual(fetched, { type: "fetched", ref: "refs/millrace/remote/origin/main", commit: theirs });
      assert.equal(repo.git("rev-parse", "refs/millrace/remote/origin/main").trim(), theirs);
      const after = everyByte(repo.root);
      const changed = Object.keys({ ...before, ...after }).filter(
        (path) => before[path] !== after[path] && !path.startsWith(".git/objects/"),
      );
      assert.deepEqual(
        changed.filter((path) => !path.startsWith(".git/refs/millrace")),
        [],
      );
      assert.equal((await port.readCommit(theirs)).message, "theirs\n");
      assert.equal(await port.isAncestor(repo.head(), theirs), true);
      repo.git("fsck", "--strict");
    });

    it("refuses what is no fast-forward, and a remote that is not where it was expected", async () => {
      const port = await open();
      const first = repo.head();
      await port.push(order(first, null));
      const theirs = elsewhere();
      const ours = next();
      assert.deepEqual(await port.push(order(ours, first)), { type: "non-fast-forward", theirs });
      assert.deepEqual(await port.push(order(ours, theirs)), { type: "non-fast-forward", theirs });
      assert.deepEqual(await port.push(order(ours, null)), { type: "non-fast-forward", theirs });
      assert.equal(there(), theirs);
    });

    for (const [how, command] of [
      ["moves", "update-ref refs/heads/main $(git -c user.name=x -c user.email=x commit-tree -p FIRST -m moved FIRST^{tree})"],
      ["is deleted", "update-ref -d refs/heads/main"],
    ] as const) {
      it(`lets the server compare: a branch that ${how} between the look and the push is not overwritten`, async () => {
        const port = await open();
        const first = repo.head();
        await port.push(order(first, null));
        const ours = next();
        // The hook runs after the look and before the push.
        const script = `#!/bin/sh\nunset GIT_DIR\ncd ${bare.root}\ngit ${command.replaceAll("FIRST", first)}\n`;
        repo.put({ ".git/hooks/pre-push": { script } });
        const outcome = await (await open()).push(order(ours, first));
        assert.equal(outcome.type, "non-fast-forward", JSON.stringify(outcome));
        assert.notEqual(there(), ours);
        assert.equal(outcome.type === "non-fast-forward" && outcome.theirs, there());
      });
    }

    it("says what a hook of the server, or of the operator, said", async () => {
      const port = await open();
      bare.put({ "hooks/pre-receive": { script: "#!/bin/sh\necho 'no releases on Friday' >&2\nexit 1\n" } });
      const refused = await port.push(order(repo.head(), null));
      assert.equal(refused.type, "refused-by-hook", JSON.stringify(refused));
      assert.match(refused.type === "refused-by-hook" ? `${refused.where} ${refused.message}` : "", /^remote no releases on Friday/);
      assert.equal(there(), null);
      repo.put({ ".git/hooks/pre-push": { script: '#!/bin/sh\nread line\necho "$1 $line" >&2\nexit 1\n' } });
      const local = await (await open()).push(order(repo.head(), null));
      assert.equal(local.type === "refused-by-hook" && local.where, "local");
      assert.match(
        local.type === "refused-by-hook" ? local.message : "",
        new RegExp(`^origin refs/heads/main ${repo.head()} refs/heads/main 0{40}`),
      );
    });

    it("settles a connection that drops in mid-push by reading the remote", async () => {
      const port = await open();
      const first = repo.head();
      server.dropPushes("before");
      const before = await port.push(order(first, null));
      assert.equal(before.type, "dropped", JSON.stringify(before));
      assert.equal(before.type === "dropped" && before.seen, null);
      assert.equal(there(), null);
      server.dropPushes("after");
      const after = await port.push(order(first, null));
      assert.deepEqual(after, { type: "pushed", oid: first, dropped: true, hooks: { ran: [], skipped: [] } });
      assert.equal(there(), first);
    });

    it("takes credentials from the environment, and tells none, a wrong one and no server apart", async () => {
      server.requireAuth("op", "s3cret pass");
      const url = `${server.url}/repo.git`;
      assert.deepEqual(await (await open()).push(order(repo.head(), null)), { type: "auth-needed", url });
      const wrong = await (await open({ ...USER, MILLRACE_GIT_PASSWORD: "guess-no-1" })).push(order(repo.head(), null));
      assert.equal(wrong.type, "auth-failed", JSON.stringify(wrong));
      assert.doesNotMatch(JSON.stringify(wrong), /guess-no-1/);
      assert.equal(there(), null);
      assert.equal((await (await open(USER)).push(order(repo.head(), null))).type, "pushed");
      repo.git("remote", "set-url", "origin", "http://127.0.0.1:1/repo.git");
      assert.equal((await (await open(USER)).push(order(next(), null))).type, "unreachable");
    });

    it("takes credentials from git's credential helpers, and tells them what became of them", async () => {
      server.requireAuth("op", "s3cret pass");
      const store = join(repo.root, ".git/helper-log");
      repo.git(
        "config",
        "credential.helper",
        `!f() { echo "$1" >> '${store}'; test "$1" = get && printf 'username=op\\npassword=%s\\n' "$(cat '${repo.root}/.git/pw')"; }; f`,
      );
      repo.put({ ".git/pw": "s3cret pass" });
      assert.equal((await (await open()).push(order(repo.head(), null))).type, "pushed");
      assert.match(repo.read(".git/helper-log"), /get\n[\s\S]*store\n/);
      repo.put({ ".git/pw": "old", ".git/helper-log": "" });
      assert.equal((await (await open()).push(order(next(), repo.git("rev-parse", "HEAD~1").trim()))).type, "auth-failed");
      assert.match(repo.read(".git/helper-log"), /get\n[\s\S]*erase\n/);
    });

    it("never shows the credentials of a URL", async () => {
      repo.git("remote", "set-url", "origin", `${server.url.replace("http://", "http://op:tok-en-1@")}/gone.git`);
      const port = await open();
      assert.equal(port.facts.remotes[0]?.url, `${server.url}/gone.git`);
      assert.equal(port.facts.remotes[0]?.embedsCredentials, true);
      const outcome = await port.push(order(repo.head(), null));
      assert.equal(outcome.type, "unreachable", JSON.stringify(outcome));
      assert.doesNotMatch(JSON.stringify(outcome), /tok-en-1/);
    });

    it("does not know a transport that nothing speaks", async () => {
      repo.git("remote", "set-url", "origin", "weird::place");
      const opened = await openGit(repo.root, "origin", { adapter });
      assert.equal(opened.type === "opened" && (await opened.port.refs("origin")).type, "unknown-transport");
    });
  });
}
