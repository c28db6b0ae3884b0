import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { startDaemon } from "../support/e2e/daemon.ts";
import { inRelease, type Release } from "../support/e2e/release.ts";

/** Every byte, mode and time of writing of a directory. */
function fingerprint(directory: string): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(directory, { recursive: true, encoding: "utf8" }).sort()) {
    const path = join(directory, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    const content = stat?.isFile() ? readFileSync(path) : stat === undefined ? readlinkSync(path) : "";
    hash.update(`${name}\0${stat?.mode}\0${stat?.isFile() ? stat.mtimeMs : ""}\0`).update(content);
  }
  return hash.digest("hex");
}

/** Starts a command and kills it with its whole group after so many milliseconds. */
async function killed({ workspace }: Release, args: readonly string[], after: number): Promise<void> {
  const call = workspace.start(args);
  await new Promise((resume) => setTimeout(resume, after));
  try {
    call.child.kill("SIGKILL"); // nothing where it has ended already
  } catch (error) {
    // It was faster.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
  await call.ended;
}

/** Does what a person would: what comes next, by `publish status`, until it is published. */
async function carryOn({ workspace, steps }: Release, tree: () => string): Promise<void> {
  for (let step = 0; step < 12; step++) {
    const { phase, underWay } = await workspace.json<{ phase: string; underWay: unknown }>(["publish", "status"]);
    if (phase === "published" && underWay === null && tree() !== "") return;
    const command = { idle: "sync", staged: "preflight", ready: "commit", committed: "push", unsettled: "push", published: "push" }[phase];
    await workspace.must(["publish", command ?? "preflight"]);
  }
  assert.fail(`it was not published after twelve commands:\n${steps().slice(-16).join("\n")}`);
}

describe("publish, killed", () => {
  it("F2: is carried on after a kill -9 at any moment, and nothing is lost or done twice", () =>
    inRelease(async (release) => {
      const { workspace, onRemote, staging, steps } = release;
      const commands = [
        ["publish", "sync"],
        ["publish", "preflight"],
        ["publish", "commit", "--push"],
      ];
      const rounds = 5;
      for (let round = 1; round <= rounds; round++) {
        workspace.write("src/main.js", `console.log(${round});\n`);
        workspace.write(`src/added-${round}.js`, "");
        for (const [at, command] of commands.entries()) await killed(release, command, 60 + ((round * 97 + at * 61) % 420));
        const there = () => onRemote("for-each-ref", "refs/heads/main").trim();
        await workspace.must(["publish", "sync"]);
        await workspace.must(["publish", "preflight"]);
        await workspace.run(["publish", "commit"]);
        await carryOn(release, there);
        assert.equal(onRemote("show", "main:src/main.js"), `console.log(${round});\n`);
        assert.equal(workspace.git("-C", staging, "status", "--porcelain"), "");
      }
      const files = onRemote("ls-tree", "-r", "--name-only", "main").trim().split("\n");
      assert.equal(files.filter((file) => file.startsWith("src/added-")).length, rounds);
      const intents = steps().filter((step) => /^publish\.(syncing|committing|pushing)$/.test(step)).length;
      const outcomes = steps().filter((step) => /^publish\.(synced|committed |pushed )/.test(step)).length;
      assert.equal(outcomes, intents, steps().join("\n"));
      const trees = onRemote("log", "--format=%T", "main").trim().split("\n");
      assert.equal(new Set(trees).size, trees.length, "a tree was committed twice");
      await workspace.must(["log", "verify"]);
      await workspace.must(["replay", "--verify"]);
    }));

  it("changes no byte of either repository by a preflight", () =>
    inRelease(async ({ workspace, staging }) => {
      await workspace.must(["publish", "sync"]);
      await workspace.must(["publish", "preflight"]);
      await workspace.must(["publish", "commit"]);
      workspace.write("src/main.js", "console.log(2);\n");
      await workspace.must(["publish", "sync"]);
      const before = [fingerprint(staging), fingerprint(workspace.path(".git")), fingerprint(workspace.path("src"))];
      await workspace.must(["publish", "preflight"]);
      await workspace.must(["publish", "preflight", "--no-record"]);
      assert.deepEqual([fingerprint(staging), fingerprint(workspace.path(".git")), fingerprint(workspace.path("src"))], before);
    }));

  it("F14: removes nothing that no sync has put there, and keeps aside what somebody changed", () =>
    inRelease(async ({ workspace, staging }) => {
      await workspace.must(["publish", "sync"]);
      writeFileSync(join(staging, "notes.txt"), "mine\n");
      writeFileSync(join(staging, "README.md"), "mine too\n");
      workspace.write("README.md", "# Product, better\n");
      const { salvaged } = await workspace.json<{ salvaged: string }>(["publish", "sync"]);
      assert.equal(readFileSync(join(staging, "notes.txt"), "utf8"), "mine\n");
      assert.equal(workspace.read(join(salvaged, "README.md")), "mine too\n");
      const seen = await workspace.json<{ findings: { code: string; path: string }[] }>(["publish", "preflight"], { code: 8 });
      assert.deepEqual(
        seen.findings.filter(({ code }) => code === "tree.not-ours").map(({ path }) => path),
        ["notes.txt"],
      );
    }));

  it("publishes beside a daemon, which records it", () =>
    inRelease(async ({ workspace, onRemote }) => {
      const daemon = await startDaemon(workspace);
      await workspace.must(["publish", "sync"]);
      await workspace.must(["publish", "preflight"]);
      await workspace.must(["publish", "commit", "--push"]);
      assert.equal(onRemote("rev-list", "--count", "main").trim(), "1");
      const owners = new Set(
        workspace
          .events()
          .filter(({ type }) => type.startsWith("publish."))
          .map(({ epoch }) => epoch),
      );
      assert.equal(owners.size, 1, "somebody else than the daemon recorded it");
      await workspace.must(["stop"]);
      await daemon.ended;
    }));

  it("lets only one of two at once sync, and both end well", () =>
    inRelease(async ({ workspace }) => {
      for (let file = 0; file < 300; file++) workspace.write(`data/${file}.txt`, `${file}\n`);
      const both = await Promise.all([workspace.run(["publish", "sync", "--json"]), workspace.run(["publish", "sync", "--json"])]);
      const codes = both.map(({ code }) => code).sort();
      assert.ok(codes[0] === 0 && [0, 5].includes(codes[1] ?? 0), both.map(({ out }) => out).join("\n"));
      const { changes } = await workspace.json<{ changes: unknown[] }>(["publish", "sync"]);
      assert.deepEqual(changes, []);
    }));

  it("lets only one of two at once commit, push and tag, and does each once", () =>
    inRelease(async ({ workspace, onRemote, steps }) => {
      await workspace.must(["publish", "sync"]);
      await workspace.must(["publish", "preflight"]);
      for (const args of [["commit"], ["push"], ["tag", "v1.0.0", "--push"]]) {
        const both = await Promise.all([1, 2].map(() => workspace.run(["publish", ...args, "--json"])));
        const codes = both.map(({ code }) => code ?? -1).sort((a, b) => a - b);
        // The other one came too late, found it done, or was told that somebody is at it.
        assert.ok(codes[0] === 0 && [0, 5, 8].includes(codes[1] ?? -1), both.map(({ out }) => out).join("\n"));
      }
      assert.equal(onRemote("rev-list", "--count", "main").trim(), "1");
      assert.equal(onRemote("tag").trim(), "v1.0.0");
      for (const step of ["publish.committed committed", "publish.pushed pushed", "publish.tagged tagged"])
        assert.equal(steps().filter((one) => one === step).length, 1, step);
      await workspace.must(["log", "verify"]);
    }));
});
