import assert from "node:assert/strict";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { canaries } from "../publish/support/canaries.ts";
import { inRelease } from "../support/e2e/release.ts";
import type { Workspace } from "../support/e2e/workspace.ts";

const credentials = { MILLRACE_GIT_USERNAME: "rel", MILLRACE_GIT_PASSWORD: "correct horse" };

interface Findings {
  ready: boolean;
  tree: string;
  findings: { code: string; severity: string; path: string | null; message: string; fix: string | null }[];
}

const preflight = (workspace: Workspace, code = 0, args: readonly string[] = []) =>
  workspace.json<Findings>(["publish", "preflight", ...args], { code });

async function refused(workspace: Workspace, args: readonly string[], code: string, env: Record<string, string> = {}): Promise<string> {
  const ended = await workspace.run([...args, "--json"], { env: { ...workspace.env, ...env } });
  const { error } = JSON.parse(ended.out) as { error: { code: string; message: string } };
  assert.equal(error.code, code, ended.out);
  return error.message;
}

const blocking = ({ findings }: Findings): string[] => findings.filter(({ severity }) => severity === "block").map(({ code }) => code);

describe("publish", () => {
  it("releases a project over HTTP with credentials, again after a change, and with a tag", () =>
    inRelease(async ({ workspace, server, onRemote, staging }) => {
      server.requireAuth("rel", "correct horse");
      const env = { ...workspace.env, ...credentials };
      await workspace.must(["add-task", "Say hello", "--run", "echo '// hello' >> src/main.js", "--check", "grep -q hello src/main.js"]);
      await workspace.must(["start", "--once"]);
      await workspace.must(["publish", "sync"]);
      const seen = await workspace.json<Findings>(["publish", "preflight"], { env });
      assert.deepEqual([seen.ready, blocking(seen)], [true, []]);
      assert.ok(
        seen.findings.some(({ code }) => code === "evidence.passed"),
        "the run's evidence is not seen",
      );
      await workspace.must(["publish", "commit", "--message", "Release 1.0.0", "--push"], { env });
      assert.equal(onRemote("rev-parse", "main^{tree}").trim(), seen.tree);
      assert.equal(onRemote("show", "main:src/main.js"), "console.log(1);\n// hello\n");
      assert.match(
        onRemote("log", "-1", "--format=%an <%ae>%n%B", "main"),
        /^Rel Ease <release@example.org>\nRelease 1.0.0\n\nMillrace-Log: \d+:[0-9a-f]{64}\n/,
      );
      assert.doesNotMatch(onRemote("ls-tree", "-r", "--name-only", "main"), /millrace/);

      const again = await workspace.json(["publish", "push"], { env });
      assert.equal(again.outcome, "already-there");

      workspace.write("src/main.js", "console.log(2);\n");
      assert.deepEqual(blocking(await workspace.json<Findings>(["publish", "preflight"], { env, code: 8 })), ["evidence.stale"]);
      await workspace.must(["publish", "sync"]);
      await workspace.must(["publish", "preflight"], { env });
      await workspace.must(["publish", "commit", "--push"], { env });
      assert.equal(onRemote("show", "main:src/main.js"), "console.log(2);\n");
      assert.equal(onRemote("rev-list", "--count", "main").trim(), "2");

      await workspace.must(["publish", "tag", "v1.0.0", "--push"], { env });
      assert.equal(onRemote("cat-file", "-t", "v1.0.0").trim(), "tag");
      assert.match(await refused(workspace, ["publish", "tag", "v0.9.0", "--push"], "publish.tag-name", credentials), /v1\.0\.0/);
      const { steps } = await workspace.json<{ steps: { type: string }[] }>(["publish", "history"]);
      assert.deepEqual(
        steps.map(({ type }) => type),
        ["publish.tagged", "publish.pushed", "publish.committed", "publish.pushed", "publish.committed"],
      );
      await workspace.must(["log", "verify"]);
      await workspace.must(["replay", "--verify"]);
      const everything = workspace
        .events()
        .map((event) => JSON.stringify(event))
        .join("\n");
      assert.ok(
        !everything.includes("correct horse") && !readFileSync(join(staging, ".git/config"), "utf8").includes("correct"),
        "a password was kept",
      );
    }));

  it("says that credentials are asked for, and that wrong ones are not taken", () =>
    inRelease(async ({ workspace, server }) => {
      server.requireAuth("rel", "correct horse");
      await workspace.must(["publish", "sync"]);
      const none = await preflight(workspace, 8);
      assert.deepEqual(blocking(none), ["base.unreachable"]);
      await preflight(workspace, 0, ["--offline"]);
      await workspace.must(["publish", "commit"]);
      assert.match(await refused(workspace, ["publish", "push"], "publish.push-refused"), /asks for credentials/);
      const wrong = { ...credentials, MILLRACE_GIT_PASSWORD: "wrong" };
      assert.match(await refused(workspace, ["publish", "push"], "publish.push-refused", wrong), /does not take the credentials/);
      await workspace.must(["publish", "push"], { env: { ...workspace.env, ...credentials } });
    }));

  it("refuses what is no fast-forward, and what a hook of the server refuses, with its words", () =>
    inRelease(async ({ workspace, remote, onRemote, steps }) => {
      await workspace.must(["publish", "sync"]);
      await preflight(workspace);
      writeFileSync(join(remote, "hooks/pre-receive"), "#!/bin/sh\necho 'no releases on Fridays' >&2\nexit 1\n");
      chmodSync(join(remote, "hooks/pre-receive"), 0o755);
      assert.match(await refused(workspace, ["publish", "commit", "--push"], "publish.push-refused"), /no releases on Fridays/);
      assert.throws(() => onRemote("rev-parse", "--verify", "-q", "main"));
      writeFileSync(join(remote, "hooks/pre-receive"), "#!/bin/sh\nexit 0\n");
      const tree = onRemote("hash-object", "-t", "tree", "-w", "/dev/null").trim();
      const theirs = onRemote("-c", "user.name=x", "-c", "user.email=x@y", "commit-tree", "-m", "theirs", tree).trim();
      onRemote("update-ref", "refs/heads/main", theirs);
      assert.match(await refused(workspace, ["publish", "push"], "publish.push-refused"), new RegExp(theirs));
      assert.equal(onRemote("rev-parse", "main").trim(), theirs);
      assert.deepEqual(blocking(await preflight(workspace, 8)), ["base.diverged"]);
      assert.deepEqual(
        steps().filter((step) => step.startsWith("publish.pushed")),
        ["publish.pushed refused", "publish.pushed refused"],
      );
    }));

  for (const when of ["before", "after"] as const) {
    it(`settles a connection that drops ${when} the server took the push, and never pushes twice`, () =>
      inRelease(async ({ workspace, server, onRemote, steps }) => {
        await workspace.must(["publish", "sync"]);
        await preflight(workspace);
        await workspace.must(["publish", "commit"]);
        server.dropPushes(when);
        const dropped = await workspace.run(["publish", "push", "--json"]);
        server.dropPushes(null);
        await workspace.must(["publish", "push"]);
        assert.equal(onRemote("rev-list", "--count", "main").trim(), "1");
        const outcomes = steps().filter((step) => step.startsWith("publish.pushed"));
        assert.deepEqual(
          outcomes,
          when === "after" ? ["publish.pushed pushed"] : ["publish.pushed refused", "publish.pushed pushed"],
          dropped.out,
        );
      }));
  }

  it("lets no secret out: in a file, its name, a message, in base64 or in pieces; and tells none", () =>
    inRelease(async ({ workspace, steps }) => {
      const { github = "", npm = "", stripe = "", slack = "" } = canaries;
      workspace.write("src/keys.js", `export const key = "${github}";\n`);
      workspace.write(`docs/${npm}.md`, "named\n");
      workspace.write("src/encoded.txt", `${Buffer.from(`token ${stripe}`).toString("base64")}\n`);
      workspace.write("src/split.js", `const a = "${slack.slice(0, 15)}" +\n  "${slack.slice(15)}";\n`);
      await workspace.must(["publish", "sync"]);
      const seen = await workspace.must(["publish", "preflight", "--json", "--message", `deploy with ${github}`], { code: 8 });
      const { findings } = JSON.parse(seen.out) as Findings;
      const places = findings.filter(({ code }) => code === "secrets.found").map(({ message }) => message);
      assert.equal(places.length, 5, places.join("\n"));
      const shown = `${seen.out}${seen.err}${steps().join()}`;
      for (const [kind, value] of Object.entries({ github, stripe, slack })) assert.ok(!shown.includes(value), `${kind} was shown`);
      assert.equal((await workspace.run(["publish", "commit"])).code, 8);
    }));

  it("lets out what an operator gave leave for, until its day", () =>
    inRelease(async ({ workspace }) => {
      workspace.write("src/keys.js", `export const key = "${canaries.github}";\n`);
      await workspace.must(["publish", "sync"]);
      const { findings } = await preflight(workspace, 8);
      const [, fingerprint] = /fingerprint = "([0-9a-f]{16})"/.exec(findings.find(({ code }) => code === "secrets.found")?.fix ?? "") ?? [];
      const leave = (until: string) =>
        `\n[[publish.allow_secrets]]\nfingerprint = "${fingerprint}"\nreason = "a canary"\nuntil = "${until}"\n`;
      const config = workspace.read("millrace.toml");
      workspace.write("millrace.toml", config + leave("2020-01-01"));
      assert.deepEqual(blocking(await preflight(workspace, 8)), ["secrets.expired"]);
      workspace.write("millrace.toml", config + leave("2999-01-01"));
      assert.deepEqual(blocking(await preflight(workspace)), []);
    }));

  it("commits only the tree that the preflight saw", () =>
    inRelease(async ({ workspace, staging, steps }) => {
      await workspace.must(["publish", "sync"]);
      await refused(workspace, ["publish", "commit"], "publish.not-ready");
      await preflight(workspace);
      writeFileSync(join(staging, "README.md"), "changed since\n");
      assert.match(await refused(workspace, ["publish", "commit"], "publish.inputs-changed"), /the tree/);
      assert.deepEqual(blocking(await preflight(workspace, 8)), ["tree.missing"]);
      assert.ok(!steps().some((step) => step.startsWith("publish.committing")), "an intent was recorded");
      await workspace.must(["publish", "sync"]);
      await preflight(workspace);
      await workspace.must(["publish", "commit"]);
    }));

  it("refuses without evidence and with an open root where policy asks for them", () =>
    inRelease(async ({ workspace }) => {
      await workspace.must(["add-spec", "Bigger product", "--body", "All of it."]);
      await workspace.must(["publish", "sync"]);
      assert.deepEqual(blocking(await preflight(workspace, 8)).sort(), ["evidence.none", "evidence.open-root"]);
    }, "require_evidence = true\nrequire_closure = true\n"));

  it("publishes with evidence and without open roots where policy asks for them, and not the change after it", () =>
    inRelease(async ({ workspace, onRemote }) => {
      await workspace.must(["add-spec", "Bigger product", "--id", "bigger", "--body", "All of it."]);
      await workspace.must(["add-task", "Say hello", "--run", "echo '// hello' >> src/main.js", "--check", "grep -q hello src/main.js"]);
      await workspace.must(["queue", "remove", "bigger"]);
      await workspace.must(["start", "--once"]);
      await workspace.must(["publish", "sync"]);
      const seen = await preflight(workspace);
      assert.deepEqual(
        seen.findings.filter(({ code }) => code.startsWith("evidence.")).map(({ code }) => code),
        ["evidence.passed"],
      );
      await workspace.must(["publish", "commit", "--push"]);
      workspace.write("src/main.js", "console.log('unproved');\n");
      await workspace.must(["publish", "sync"]);
      assert.deepEqual(blocking(await preflight(workspace, 8)), ["evidence.none"]);
      await refused(workspace, ["publish", "commit", "--push"], "publish.not-ready");
      assert.equal(onRemote("rev-list", "--count", "main").trim(), "1");
    }, "require_evidence = true\nrequire_closure = true\n"));

  it("commits only a tree that a person approved where policy asks for it, and each tree needs its own approval", () =>
    inRelease(async ({ workspace }) => {
      await workspace.must(["publish", "sync"]);
      await refused(workspace, ["publish", "approve", "1234567"], "publish.nothing-to-approve");
      const { tree } = await preflight(workspace, 8);
      assert.deepEqual(blocking(await preflight(workspace, 8)), ["approval.missing"]);
      for (const wanted of ["1234567", tree.slice(0, 6)]) await refused(workspace, ["publish", "approve", wanted], "publish.other-tree");
      await workspace.must(["publish", "approve", tree.slice(0, 12)]);
      await refused(workspace, ["publish", "commit"], "publish.not-ready");
      const { findings } = await preflight(workspace);
      assert.ok(findings.some(({ code }) => code === "approval.given"));
      await workspace.must(["publish", "commit"]);
      const { steps } = await workspace.json<{ steps: { type: string }[] }>(["publish", "history"]);
      assert.deepEqual(
        steps.map(({ type }) => type),
        ["publish.committed", "publish.approved"],
      );
      workspace.write("src/main.js", "console.log('nobody saw this');\n");
      await workspace.must(["publish", "sync"]);
      assert.deepEqual(blocking(await preflight(workspace, 8)), ["approval.missing"]);
      await refused(workspace, ["publish", "commit"], "publish.not-ready");
      await workspace.must(["replay", "--verify"]);
    }, "require_approval = true\n"));

  it("does not fall back to unsigned (F26)", () =>
    inRelease(async ({ workspace, onRemote, staging }) => {
      await workspace.must(["publish", "sync"]);
      await preflight(workspace);
      const ended = await workspace.run(["publish", "commit", "--sign", "--push"]);
      assert.notEqual(ended.code, 0);
      assert.throws(() => onRemote("rev-parse", "--verify", "-q", "main"), "something was pushed");
      assert.throws(() => workspace.git("-C", staging, "rev-parse", "--verify", "-q", "HEAD"), "something was committed");
    }));
});
