import assert from "node:assert/strict";
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { inRelease, type Release } from "../support/e2e/release.ts";
import { mountSmallDisk } from "../support/e2e/small-disk.ts";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";

interface Refusal {
  code: string;
  message: string;
  fix: string | null;
}

async function refused(workspace: Workspace, args: readonly string[]): Promise<Refusal> {
  const ended = await workspace.run([...args, "--json"]);
  assert.notEqual(ended.code, 0, ended.out);
  assert.doesNotMatch(ended.err + ended.out, /\n {4}at /, "a stack trace");
  return (JSON.parse(ended.out) as { error: Refusal }).error;
}

const nothingPublished = ({ steps }: Release) => assert.deepEqual(steps(), []);

describe("publish, in hostile surroundings", () => {
  it("refuses a staging worktree that is the workspace, around it, in a .git, in the log, a file or a link", () =>
    inRelease(async (release) => {
      const { workspace } = release;
      workspace.write("plain.txt", "x\n");
      mkdirSync(workspace.path("../elsewhere"));
      symlinkSync(workspace.path("../elsewhere"), workspace.path("linked"));
      symlinkSync(workspace.root, workspace.path("../back"));
      const places: [string, RegExp][] = [
        [".", /is the workspace/],
        ["../back", /is a link/],
        ["..", /the workspace lies in it/],
        [".git/staging", /in a \.git directory/],
        ["millrace-agents/log/x", /in millrace-agents\/log/],
        ["millrace-agents", /holds the log/],
        ["plain.txt", /no directory/],
        ["linked", /is a link/],
      ];
      for (const [place, why] of places) {
        const { code, message } = await refused(workspace, ["publish", "sync", "--staging", place]);
        assert.equal(code, "publish.staging-unusable", place);
        assert.match(message, why);
      }
      for (const command of ["preflight", "commit", "push"])
        assert.equal((await refused(workspace, ["publish", command, "--staging", "."])).code, "publish.staging-unusable", command);
      nothingPublished(release);
    }));

  it("refuses rules of no finding, rules for secrets, globs that cannot be read, and days that are none", () =>
    inRelease(async (release) => {
      const { workspace } = release;
      const config = workspace.read("millrace.toml");
      const cases: [string, string, RegExp][] = [
        ['\n[publish.rules]\n"size.fle" = "off"\n', "config.unknown-key", /size\.file/],
        ['\n[publish.rules]\n"secrets.found" = "off"\n', "config.bad-value", /allow_secrets/],
        ['\n[publish.rules]\n"size.file" = "maybe"\n', "config.bad-value", /maybe/],
        ['granted = ["a[{"]\n', "config.bad-value", /glob/],
        ['\n[[publish.allow_secrets]]\nfingerprint = "x"\nreason = "y"\nuntil = "2026-02-30"\n', "config.bad-value", /2026-02-30/],
        ['\n[[publish.allow_secrets]]\nfingerprint = "x"\nreason = "y"\nuntil = "soon"\n', "config.bad-value", /soon/],
      ];
      for (const [more, code, says] of cases) {
        workspace.write("millrace.toml", config + more);
        const error = await refused(workspace, ["publish", "preflight"]);
        assert.deepEqual([error.code, says.test(`${error.message} ${error.fix}`)], [code, true], `${more}${JSON.stringify(error)}`);
      }
      nothingPublished(release);
    }));

  it("says of every command that there is no workspace, or no log that can be read", () =>
    inWorkspace({ bare: true }, async (workspace) => {
      const commands = [
        ["sync"],
        ["preflight"],
        ["preflight", "--no-record"],
        ["commit"],
        ["push"],
        ["tag", "v1"],
        ["status"],
        ["history"],
      ];
      for (const command of commands)
        assert.equal((await refused(workspace, ["publish", ...command])).code, "workspace.none", command.join(" "));
      await workspace.must(["init"]);
      await workspace.must(["add-task", "Some", "--run", "true"]);
      const lines = workspace.read(workspace.segment.slice(workspace.root.length + 1)).split("\n");
      lines[1] = lines[1]?.replace('"seq":2', '"seq":7') ?? "";
      writeFileSync(workspace.segment, lines.join("\n"));
      rmSync(workspace.path("millrace-agents/log/snapshots"), { recursive: true, force: true });
      // What is only read is read as far as it goes.
      for (const command of commands.filter(([name]) => name !== "status" && name !== "history")) {
        const { code } = await refused(workspace, ["publish", ...command]);
        assert.ok(code.startsWith("log.") || code === "publish.no-staging", `${command.join(" ")}: ${code}`);
      }
      assert.equal(existsSync(workspace.path("millrace-agents/staging")), false);
    }));

  it("publishes a workspace that is in no git repository", () =>
    inWorkspace({ config: '[publish]\nauthor_name = "Rel Ease"\nauthor_email = "rel@example.org"\n' }, async (workspace) => {
      workspace.write("a.txt", "a\n");
      const { source } = await workspace.json<{ source: { kind: string } }>(["publish", "sync"]);
      assert.equal(source.kind, "manifest");
      await workspace.must(["publish", "preflight"]);
      await workspace.must(["publish", "commit"]);
      assert.equal(workspace.git("-C", "millrace-agents/staging", "show", "HEAD:a.txt"), "a\n");
    }));

  it("takes names with line ends, tells them on one line, and says which of two manifests it reads", () =>
    inRelease(async ({ workspace, staging }) => {
      workspace.write("src/two\nlines.js", "1\n");
      workspace.write("millrace-agents/staging.toml", 'version = 1\npaths = ["src", "LICENSE"]\n');
      workspace.write("staging.toml", 'version = 1\npaths = ["README.md"]\n');
      const { out } = await workspace.must(["publish", "sync"]);
      assert.equal(readFileSync(join(staging, "src/two\nlines.js"), "utf8"), "1\n");
      assert.match(out, /staging\.toml is there too, and not read/);
      assert.doesNotMatch(out, /two\nlines/);
      const { out: shown } = await workspace.must(["publish", "preflight"]);
      assert.doesNotMatch(shown, /two\nlines/);
    }));

  it("refuses, with nothing changed, where a name in the staging worktree is not UTF-8", () =>
    inRelease(async ({ workspace, staging }) => {
      await workspace.must(["publish", "sync"]);
      writeFileSync(Buffer.concat([Buffer.from(`${staging}/src/`), Buffer.from([0x66, 0xff])]), "theirs\n");
      workspace.write("src/main.js", "console.log(2);\n");
      const { code, message } = await refused(workspace, ["publish", "sync"]);
      assert.deepEqual([code, /not UTF-8/.test(message)], ["publish.selection", true], message);
      assert.equal(readFileSync(join(staging, "src/main.js"), "utf8"), "console.log(1);\n");
      assert.equal((await refused(workspace, ["publish", "preflight"])).code, "git.unreadable-name");
    }));

  it("reads a manifest of 10 000 entries", () =>
    inRelease(async ({ workspace }) => {
      const names = Array.from({ length: 10_000 }, (_, at) => `f/${Math.floor(at / 100)}/${at}.txt`);
      for (const name of names.slice(0, 50)) workspace.write(name, "x\n");
      workspace.write("staging.toml", `version = 1\npaths = ["LICENSE"]\noptional_paths = ${JSON.stringify(names)}\n`);
      const { files } = await workspace.json<{ files: number }>(["publish", "sync"]);
      assert.equal(files, 51);
      const { out } = await workspace.must(["publish", "sync"]);
      assert.ok(out.split("\n").length < 40, "every entry that is absent was listed");
    }));

  it("never removes what a sync has left whose journal was torn or taken away by hand", () =>
    inRelease(async ({ workspace, staging }) => {
      await workspace.must(["publish", "sync"]);
      await workspace.must(["publish", "preflight"]);
      await workspace.must(["publish", "commit"]);
      // As it is between the exchange and the carrying over: the repository lies in the old tree.
      renameSync(staging, `${staging}.next`);
      mkdirSync(staging);
      writeFileSync(`${staging}.sync.json`, '{"v":1,"hol');
      const torn = await refused(workspace, ["publish", "sync"]);
      assert.equal(torn.code, "publish.staging-torn");
      rmSync(`${staging}.sync.json`);
      const left = await refused(workspace, ["publish", "sync"]);
      assert.equal(left.code, "publish.left-behind");
      assert.match(left.message, /staging\.next/);
      assert.ok(existsSync(`${staging}.next/.git/HEAD`), "the repository was removed");
      rmSync(staging, { recursive: true });
      renameSync(`${staging}.next`, staging);
      await workspace.must(["publish", "sync"]);
      assert.equal(workspace.git("-C", staging, "rev-list", "--count", "HEAD").trim(), "1");
    }));

  it("says that the staging worktree is gone between two steps, and makes it again", () =>
    inRelease(async ({ workspace, staging }) => {
      await workspace.must(["publish", "sync"]);
      rmSync(staging, { recursive: true });
      for (const command of ["preflight", "push"])
        assert.equal((await refused(workspace, ["publish", command])).code, "publish.no-staging", command);
      await workspace.must(["publish", "sync"]);
      await workspace.must(["publish", "preflight"]);
    }));

  it("changes nothing on a disk that is full or read-only, says so, and goes on when there is room", () =>
    inRelease(async ({ workspace }) => {
      const place = workspace.path("../small");
      mkdirSync(place);
      const disk = mountSmallDisk(place, 2);
      if (disk === null) return;
      try {
        const staging = "../small/staging";
        const sync = ["publish", "sync", "--staging", staging];
        await workspace.must(sync);
        const head = readFileSync(join(place, "staging/src/main.js"), "utf8");
        workspace.write("src/main.js", "console.log(2);\n");
        workspace.write("large.bin", Buffer.alloc(3 * 1024 * 1024, 65));
        const full = await refused(workspace, sync);
        assert.match(full.message, /ENOSPC|no space|full/i);
        assert.equal(readFileSync(join(place, "staging/src/main.js"), "utf8"), head);
        assert.deepEqual([existsSync(join(place, "staging.next")), existsSync(join(place, "staging.sync.json"))], [false, false]);
        rmSync(workspace.path("large.bin"));
        disk.remount("ro");
        const readOnly = await refused(workspace, sync);
        assert.match(readOnly.message, /EROFS|read-only/i);
        disk.remount("rw");
        await workspace.must(sync);
        assert.equal(readFileSync(join(place, "staging/src/main.js"), "utf8"), "console.log(2);\n");
        // What is kept aside goes to the workspace's own disk.
        appendFileSync(join(place, "staging/src/main.js"), "// by hand\n");
        workspace.write("src/main.js", "console.log(3);\n");
        const { salvaged } = await workspace.json<{ salvaged: string }>(sync);
        assert.equal(workspace.read(join(salvaged, "src/main.js")), "console.log(2);\n// by hand\n");
      } finally {
        disk.unmount();
      }
    }));
});
