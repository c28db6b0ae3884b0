import assert from "node:assert/strict";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { canaries } from "../publish/support/canaries.ts";
import { inRelease, type Release } from "../support/e2e/release.ts";

interface Found {
  code: string;
  severity: string;
  path: string | null;
  message: string;
}

const look = async ({ workspace }: Release, code: number, ...args: string[]): Promise<Found[]> =>
  (await workspace.json<{ findings: Found[] }>(["publish", "preflight", ...args], { code })).findings;
const release = async ({ workspace }: Release, ...more: string[]): Promise<void> => {
  await workspace.must(["publish", "sync"]);
  await workspace.must(["publish", "preflight"]);
  await workspace.must(["publish", "commit", ...more]);
};
const blocking = (found: Found[]): string[] => found.filter(({ severity }) => severity === "block").map(({ code }) => code);

describe("publish preflight, in real repositories", () => {
  it("finds line ends that change, and a deletion that no sync did; one that a sync did is none", () =>
    inRelease(async (given) => {
      const { workspace, staging } = given;
      workspace.write("docs/a.md", "one\ntwo\n");
      workspace.write("docs/b.md", "b\n");
      await release(given);
      workspace.write("docs/a.md", "one\r\ntwo\r\n");
      rmSync(workspace.path("docs/b.md"));
      writeFileSync(join(staging, "hand.txt"), "by hand\n");
      workspace.git("-C", staging, "add", "hand.txt");
      workspace.git("-C", staging, "-c", "user.name=Rel Ease", "-c", "user.email=release@example.org", "commit", "-q", "-m", "By hand");
      rmSync(join(staging, "hand.txt"));
      await workspace.must(["publish", "sync"]);
      const found = await look(given, 8);
      assert.deepEqual(
        found.filter(({ severity }) => severity === "block").map(({ code, path }) => [code, path]),
        [
          ["tree.not-ours-deleted", "hand.txt"],
          ["tree.line-ends", "docs/a.md"],
        ],
      );
      assert.match(found.find(({ code }) => code === "tree.line-ends")?.message ?? "", /from LF to CRLF/);
      assert.match(found.find(({ code }) => code === "history.by-hand")?.message ?? "", /"By hand"/);
    }));

  it("counts what is ahead and behind, and says that the remote was rewritten", () =>
    inRelease(async (given) => {
      const { workspace, onRemote } = given;
      await release(given, "--push");
      workspace.write("src/main.js", "console.log(2);\n");
      await release(given);
      assert.match((await look(given, 0)).find(({ code }) => code === "base.counts")?.message ?? "", /: 1 ahead, 0 behind/);
      const empty = onRemote("hash-object", "-t", "tree", "-w", "/dev/null").trim();
      const other = onRemote("-c", "user.name=x", "-c", "user.email=x@y", "commit-tree", "-m", "other", empty).trim();
      onRemote("update-ref", "refs/heads/main", other);
      workspace.git("-C", given.staging, "fetch", "-q", given.remote, "main");
      const found = await look(given, 8);
      assert.deepEqual(blocking(found), ["base.diverged", "history.rewritten"]);
      assert.match(found.find(({ code }) => code === "base.diverged")?.message ?? "", /: 2 ahead, 1 behind/);
    }));

  it("says whether a tag can be made, and takes no name that the remote has or is past", () =>
    inRelease(async (given) => {
      const { workspace } = given;
      await release(given, "--push");
      await workspace.must(["publish", "tag", "v1.1.0", "--push"]);
      workspace.write("src/main.js", "console.log(2);\n");
      await workspace.must(["publish", "sync"]);
      const tag = async (name: string, code: number) =>
        (await look(given, code, "--tag", name)).map((one) => one.code).filter((one) => one.startsWith("tag."));
      assert.deepEqual(await tag("v1.2.0", 0), ["tag.free"]);
      assert.deepEqual(await tag("v1.1.0", 8), ["tag.exists"]);
      assert.deepEqual(await tag("v1.0.9", 8), ["tag.not-newer"]);
      assert.deepEqual(await tag("v 2", 8), ["tag.name"]);
    }));

  it("finds somebody who goes by the name of who publishes, and a hook that will not run", () =>
    inRelease(async (given) => {
      const { workspace, staging } = given;
      await release(given);
      writeFileSync(join(staging, ".git/hooks/post-commit"), "#!/bin/sh\ntouch ran\n");
      chmodSync(join(staging, ".git/hooks/post-commit"), 0o755);
      const commit = (name: string, email: string) =>
        workspace.git(
          "-C",
          staging,
          "-c",
          `user.name=${name}`,
          "-c",
          `user.email=${email}`,
          "-c",
          "core.hooksPath=/dev/null",
          "commit",
          "-q",
          "--allow-empty",
          "-m",
          "x",
        );
      commit("Rel Ease", "mallory@example.org");
      const found = await look(given, 8);
      assert.deepEqual(blocking(found), ["identity.spoofed", "identity.spoofed"]);
      assert.match(found.find(({ code }) => code === "repo.hooks-skipped")?.message ?? "", /post-commit/);
      assert.equal(workspace.git("-C", staging, "status", "--porcelain"), "");
    }));

  it("asks for a grant where a lockfile is published, and takes it by glob", () =>
    inRelease(async (given) => {
      const { workspace } = given;
      workspace.write("bun.lock", '{ "workspaces": { "": {} } }\n');
      await workspace.must(["publish", "sync"]);
      assert.deepEqual(blocking(await look(given, 8)), ["scope.forbidden"]);
      workspace.write("millrace.toml", `${workspace.read("millrace.toml")}granted = ["bun.lock"]\n`);
      assert.deepEqual(blocking(await look(given, 0)), []);
    }));

  it("asks the target's command before a commit and before its push, shows no secret that it says, and pushes nothing that it refuses", () =>
    inRelease(async (given) => {
      const { workspace, onRemote, staging } = given;
      workspace.write(
        "tools/target.sh",
        `#!/bin/sh\necho "$MILLRACE_PUBLISH_BRANCH $MILLRACE_PUBLISH_COMMIT ${canaries.npm}"\ntest ! -e ../closed\n`,
      );
      chmodSync(workspace.path("tools/target.sh"), 0o755);
      workspace.write("millrace-agents/staging.toml", 'version = 1\npaths = ["src", "LICENSE"]\n');
      workspace.write("millrace.toml", `${workspace.read("millrace.toml")}target_check = ["./tools/target.sh"]\n`);
      workspace.write("../closed", "");
      await workspace.must(["publish", "sync"]);
      const refused = await look(given, 8);
      assert.deepEqual(blocking(refused), ["target.refused"]);
      assert.match(refused.find(({ code }) => code === "target.refused")?.message ?? "", /does not take it: main {2}\*\*\*$/);
      rmSync(workspace.path("../closed"));
      assert.match((await look(given, 0)).find(({ code }) => code === "target.passed")?.message ?? "", /takes it: main/);
      await workspace.must(["publish", "commit"]);
      workspace.write("../closed", "");
      const said = await workspace.must(["publish", "push", "--json"], { code: 8 });
      assert.ok(said.out.includes(workspace.git("-C", staging, "rev-parse", "HEAD").trim()), said.out);
      assert.ok(!said.out.includes(canaries.npm ?? ""), "its secret was shown");
      assert.throws(() => onRemote("rev-parse", "--verify", "-q", "main"));
      rmSync(workspace.path("../closed"));
      await workspace.must(["publish", "push"]);
      assert.equal(onRemote("rev-list", "--count", "main").trim(), "1");
    }));
});
