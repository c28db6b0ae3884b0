import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { canaries } from "../publish/support/canaries.ts";
import { everyByte } from "../publish/support/every-byte.ts";
import { inRelease } from "../support/e2e/release.ts";
import type { Workspace } from "../support/e2e/workspace.ts";

interface Findings {
  ready: boolean;
  findings: { code: string; severity: string; path: string | null; message: string; fix: string | null }[];
}

async function refusal(workspace: Workspace, args: readonly string[]): Promise<{ code: string; message: string; fix: string }> {
  const ended = await workspace.run([...args, "--json"]);
  assert.notEqual(ended.code, 0, ended.out);
  return (JSON.parse(ended.out) as { error: { code: string; message: string; fix: string } }).error;
}

const hook = (remote: string, text: string): void => {
  writeFileSync(join(remote, "hooks/post-receive"), `#!/bin/sh\n${text}\n`);
  chmodSync(join(remote, "hooks/post-receive"), 0o755);
};

describe("publish, by the failures of others", () => {
  it("F1: says nothing is published that the remote says yes to and does not hold, and pushes again what it lost later", () =>
    inRelease(async ({ workspace, remote, onRemote, steps }) => {
      await workspace.must(["publish", "sync"]);
      await workspace.must(["publish", "preflight"]);
      hook(remote, "git update-ref -d refs/heads/main");
      const lost = await refusal(workspace, ["publish", "commit", "--push"]);
      assert.equal(lost.code, "publish.push-refused");
      assert.match(lost.message, /said yes, but holds nothing/);
      const status = await workspace.json<{ phase: string; pushed: unknown; next: string }>(["publish", "status"]);
      assert.deepEqual([status.phase, status.pushed, status.next], ["committed", null, "millrace publish push"]);
      hook(remote, "exit 0");
      await workspace.must(["publish", "push"]);
      onRemote("update-ref", "-d", "refs/heads/main");
      const { outcome } = await workspace.json<{ outcome: string }>(["publish", "push"]);
      assert.equal(outcome, "pushed");
      assert.equal(onRemote("rev-list", "--count", "main").trim(), "1");
      assert.deepEqual(
        steps().filter((step) => step.startsWith("publish.pushed")),
        ["publish.pushed refused", "publish.pushed pushed", "publish.pushed pushed"],
      );
    }));

  it("F15: leaves every file of the operator as it is, in the workspace and in a worktree of theirs, whatever a step comes to", () =>
    inRelease(async ({ workspace, server, remote, onRemote }) => {
      const staging = workspace.path("../clone");
      workspace.git("clone", "-q", remote, staging);
      workspace.git("-C", staging, "remote", "set-url", "origin", `${server.url}/product.git`);
      workspace.git("-C", staging, "checkout", "-q", "-B", "main");
      writeFileSync(join(staging, "notes.txt"), "mine\n");
      mkdirSync(join(staging, "deep/er"), { recursive: true });
      writeFileSync(join(staging, "deep/er/x"), "mine too\n");
      const theirs = () => [
        everyByte(workspace.path("src")),
        everyByte(workspace.path(".git"), ["refs/millrace", "objects"]),
        everyByte(join(staging, "deep")),
      ];
      const before = theirs();
      const notes = everyByte(staging, [".git", "README.md", "LICENSE", "src", "package.json"]);
      const intact = (step: string) => {
        assert.deepEqual(theirs(), before, step);
        assert.equal(everyByte(staging, [".git", "README.md", "LICENSE", "src", "package.json"]), notes, step);
      };
      const run = async (args: readonly string[], code: number) => {
        await workspace.must(["publish", ...args, "--staging", staging], { code });
        intact(args.join(" "));
      };
      await run(["sync"], 0);
      await run(["preflight"], 8);
      await run(["commit"], 8);
      workspace.git("-C", staging, "config", "core.excludesFile", "/dev/null");
      writeFileSync(join(staging, ".git/info/exclude"), "notes.txt\ndeep\n");
      await run(["preflight"], 0);
      await run(["commit"], 0);
      hook(remote, "git update-ref -d refs/heads/main");
      await run(["push"], 8);
      hook(remote, "exit 0");
      await run(["push"], 0);
      await run(["tag", "v1.0.0", "--push"], 0);
      assert.equal(onRemote("ls-tree", "-r", "--name-only", "main").includes("notes"), false);
    }));

  it("F16: publishes from a linked worktree, and refuses by name a branch that another worktree has", () =>
    inRelease(async ({ workspace, server, onRemote }) => {
      const [main, linked] = [workspace.path("../main"), workspace.path("../linked")];
      workspace.git("init", "-q", "-b", "trunk", main);
      workspace.git("-C", main, "commit", "-q", "--allow-empty", "-m", "base");
      workspace.git("-C", main, "remote", "add", "origin", `${server.url}/product.git`);
      workspace.git("-C", main, "worktree", "add", "-q", "-b", "main", linked);
      const publish = (...args: string[]) => ["publish", ...args, "--staging", linked];
      await workspace.must(publish("sync"));
      await workspace.must(publish("preflight"));
      await workspace.must(publish("commit", "--push"));
      assert.equal(onRemote("show", "main:src/main.js"), "console.log(1);\n");
      assert.equal(workspace.git("-C", linked, "status", "--porcelain"), "");
      // The same branch checked out twice, which git allows when it is forced.
      workspace.git("-C", main, "checkout", "-q", "--ignore-other-worktrees", "main");
      workspace.write("src/main.js", "console.log(2);\n");
      await workspace.must(publish("sync"));
      const seen = await workspace.json<Findings>(publish("preflight"), { code: 8 });
      const busy = seen.findings.find(({ code }) => code === "repo.branch-busy");
      assert.ok(busy?.message.includes(main) && busy.fix?.includes("git"), JSON.stringify(seen.findings));
      const head = workspace.git("-C", main, "rev-parse", "HEAD");
      assert.equal((await refusal(workspace, publish("commit"))).code, "publish.not-ready");
      assert.equal(workspace.git("-C", main, "rev-parse", "HEAD"), head);
    }));

  it("F17: finds a conflict that somebody left, marks and merge, and makes none", () =>
    inRelease(async ({ workspace, staging }) => {
      await workspace.must(["publish", "sync"]);
      await workspace.must(["publish", "preflight"]);
      await workspace.must(["publish", "commit"]);
      workspace.git("-C", staging, "checkout", "-q", "-b", "other");
      writeFileSync(join(staging, "README.md"), "# Other\n");
      workspace.git("-C", staging, "commit", "-q", "-am", "other");
      workspace.git("-C", staging, "checkout", "-q", "main");
      writeFileSync(join(staging, "README.md"), "# Mine\n");
      workspace.git("-C", staging, "commit", "-q", "-am", "mine");
      assert.throws(() => workspace.git("-C", staging, "merge", "-q", "other"));
      const before = everyByte(staging);
      const { findings } = await workspace.json<Findings>(["publish", "preflight"], { code: 8 });
      const codes = findings.filter(({ severity }) => severity === "block").map(({ code }) => code);
      assert.ok(codes.includes("repo.operation") && codes.includes("tree.conflict-markers"), codes.join());
      assert.equal(everyByte(staging), before, "the preflight touched it");
      assert.equal((await refusal(workspace, ["publish", "commit"])).code, "publish.not-ready");
      assert.equal(everyByte(staging), before, "the commit touched it");
      assert.match(readFileSync(join(staging, "README.md"), "utf8"), /<<<<<<</);
    }));

  it("F25: lets no secret of any kind out, wherever it stands, and shows none", () =>
    inRelease(async ({ workspace, staging, steps }) => {
      await workspace.must(["publish", "sync"]);
      await workspace.must(["publish", "preflight"]);
      await workspace.must(["publish", "commit"]);
      const kinds = Object.entries(canaries);
      assert.ok(kinds.length >= 20);
      const nameable = (value: string) => !/[/\n]/.test(value) && value.length < 200;
      const halves = (value: string) => [value.slice(0, Math.ceil(value.length / 2)), value.slice(Math.ceil(value.length / 2))];
      for (const [kind, value] of kinds) {
        workspace.write(`a/${kind}.txt`, `${value}\n`);
        workspace.write(`b/${kind}.txt`, `${Buffer.from(`the value is ${value} as given`).toString("base64")}\n`);
        const [head = "", tail = ""] = halves(value).map((half) => JSON.stringify(half));
        if (!value.includes("\n")) workspace.write(`c/${kind}.js`, `export const it =\n  ${head} +\n  ${tail};\n`);
        if (nameable(value)) workspace.write(`d/${kind}/${value}.txt`, "named\n");
        const author = value.replace(/[<>\n]/g, " ");
        workspace.git("-C", staging, "commit", "-q", "--allow-empty", "-m", `about ${kind}\n\n${value}`);
        workspace.git("-C", staging, "-c", `user.name=${author}`, "commit", "-q", "--allow-empty", "-m", `by ${kind}`);
      }
      await workspace.must(["publish", "sync"]);
      const seen = await workspace.must(["publish", "preflight", "--json"], { code: 8 });
      const found = (JSON.parse(seen.out) as Findings).findings.filter(({ code }) => code === "secrets.found");
      const has = (path: string) => found.some((one) => one.path === path || one.message.includes(path));
      const missed = kinds.flatMap(([kind, value]) => [
        ...(has(`a/${kind}.txt`) ? [] : [`${kind} in a blob`]),
        ...(has(`b/${kind}.txt`) ? [] : [`${kind} in base64`]),
        ...(value.includes("\n") || has(`c/${kind}.js`) ? [] : [`${kind} in pieces`]),
        ...(!nameable(value) || found.some(({ path }) => path?.startsWith(`d/${kind}/`)) ? [] : [`${kind} in a name`]),
      ]);
      const messages = found.filter(({ message }) => message.includes("the message of commit")).length;
      const authors = found.filter(({ message }) => /the (?:author|committer) of commit/.test(message)).length;
      assert.deepEqual(missed, []);
      assert.ok(messages >= kinds.length, `${messages} of ${kinds.length} messages`);
      // What has several lines is no author.
      assert.ok(authors >= kinds.length - 3, `${authors} of ${kinds.length} authors`);
      const shown = `${seen.err}${seen.out}${steps().join()}`;
      for (const [kind, value] of kinds) assert.ok(!shown.includes(value), `${kind} was shown`);
      const log = workspace
        .events()
        .map((event) => JSON.stringify(event.data))
        .join("\n");
      for (const [kind, value] of kinds) assert.ok(!log.includes(value), `${kind} is in the log`);
    }));

  it("F25: lets out no secret that stands in a commit by hand, also where a later one takes it out and the remote is not asked", () =>
    inRelease(async ({ workspace, staging, onRemote }) => {
      await workspace.must(["publish", "sync"]);
      await workspace.must(["publish", "preflight"]);
      await workspace.must(["publish", "commit", "--push"]);
      const byHand = (text: string | null, message: string) => {
        if (text === null) rmSync(join(staging, "deploy.sh"));
        else writeFileSync(join(staging, "deploy.sh"), text);
        workspace.git("-C", staging, "add", "-A");
        workspace.git("-C", staging, "-c", "user.email=release@example.org", "commit", "-q", "-m", message);
      };
      byHand(`export TOKEN=${canaries.github}\n`, "Deploy");
      byHand(null, "Take it out again");
      workspace.write("src/main.js", "console.log(2);\n");
      await workspace.must(["publish", "sync"]);
      for (const args of [["--offline"], []]) {
        const { findings } = await workspace.json<Findings>(["publish", "preflight", ...args], { code: 8 });
        const secrets = findings.filter(({ code }) => code === "secrets.found");
        assert.deepEqual(
          secrets.map(({ path }) => path),
          ["deploy.sh"],
          args.join(),
        );
        assert.match(secrets[0]?.message ?? "", /in commit [0-9a-f]{12}/);
        assert.equal((await refusal(workspace, ["publish", "commit", "--push"])).code, "publish.not-ready");
      }
      assert.equal(onRemote("rev-list", "--count", "main").trim(), "1");
    }));
});
