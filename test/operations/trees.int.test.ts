import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "@std/testing/bdd";
import { type TestWorkspace, testWorkspace } from "./support/test-workspace.ts";

/** A workspace in a git repository whose task changes one file, adds one and removes one. */
describe("runs.diff, runs.undo and runs.salvage", () => {
  let workspace: TestWorkspace;
  let run = "";
  const git = (...args: string[]) => execFileSync("git", args, { cwd: workspace.root }).toString();
  const path = (name: string) => join(workspace.root, name);
  const read = (name: string) => readFileSync(path(name), "utf8");

  beforeAll(async () => {
    workspace = testWorkspace();
    git("init", "-q", "-b", "main");
    git("config", "user.name", "Op");
    git("config", "user.email", "op@example.org");
    mkdirSync(path("src"));
    writeFileSync(path("src/a.txt"), "one\ntwo\n");
    writeFileSync(path("src/old.txt"), "old\n");
    await workspace.perform("workspace.init");
    git("add", "-A");
    git("commit", "-q", "-m", "first");
    writeFileSync(path("mine.txt"), "the operator's\n");
    const task = { title: "Change things", id: "change", run: ["echo three >> src/a.txt", "rm src/old.txt", "echo new > src/new.txt"] };
    await workspace.perform("task.add", { ...task, checks: ["test -s src/new.txt"] });
    await workspace.perform("runtime.start", { once: true });
    run = ((await workspace.perform("runs.list")).runs as { id: string }[])[0]?.id ?? "";
  });
  afterAll(() => workspace.remove());

  it("runs.diff tells what a run, a visit or an attempt changed", async () => {
    const diff = await workspace.perform("runs.diff", { run });
    assert.deepEqual(diff.changes, [
      { path: "src/a.txt", status: "modified" },
      { path: "src/new.txt", status: "added" },
      { path: "src/old.txt", status: "deleted" },
    ]);
    assert.match(String(diff.text), /^\+three$/m);
    assert.equal((await workspace.perform("runs.diff", { run, visit: 1 })).text, diff.text);
    const checker = await workspace.perform("runs.diff", { run, attempt: "2.1", stat: true });
    assert.deepEqual([checker.changes, checker.text], [[], null]);
  });

  it("runs.diff refuses what the run does not have, and two parts at once", async () => {
    await assert.rejects(() => workspace.perform("runs.diff", { run, visit: 9 }), { code: "cli.not-known" });
    await assert.rejects(() => workspace.perform("runs.diff", { run, visit: 1, attempt: "1.1" }), { code: "cli.conflict" });
    await assert.rejects(() => workspace.perform("runs.diff", { run: `${run}x` }), { code: "run.unknown" });
  });

  it("runs.salvage writes the tree of an attempt into a new directory, and only there", async () => {
    const status = git("status", "--porcelain");
    const to = path("millrace-agents/runs/out");
    const salvaged = await workspace.perform("runs.salvage", { run, to });
    assert.equal(readFileSync(join(to, "src/a.txt"), "utf8"), "one\ntwo\nthree\n");
    assert.equal(salvaged.attempt, `${run}.3.1`);
    const before = await workspace.perform("runs.salvage", { run, attempt: "1.1", before: true });
    assert.equal(readFileSync(join(String(before.directory), "src/old.txt"), "utf8"), "old\n");
    assert.equal(git("status", "--porcelain"), status);
    await assert.rejects(() => workspace.perform("runs.salvage", { run, to }), { code: "run.salvage-exists" });
  });

  it("runs.undo previews, refuses what was changed since, undoes, and takes the undo back", async () => {
    const lists = ({ written, removed, left }: Record<string, unknown>) => ({ written, removed, left });
    const whole = { written: ["src/a.txt", "src/old.txt"], removed: ["src/new.txt"], left: [] };
    assert.deepEqual(lists(await workspace.perform("runs.undo", { run })), whole);
    assert.ok(existsSync(path("src/new.txt")), "a preview changes nothing");

    writeFileSync(path("src/new.txt"), "edited by hand\n");
    await assert.rejects(() => workspace.perform("runs.undo", { run, apply: true }), {
      code: "run.undo-conflict",
      values: { run, paths: [{ path: "src/new.txt", why: "it was changed since" }] },
    });
    assert.equal(read("src/a.txt"), "one\ntwo\nthree\n");
    assert.equal((await workspace.perform("status")).crashed, false);
    writeFileSync(path("src/new.txt"), "new\n");
    writeFileSync(path("mine.txt"), "the operator's, edited\n");

    const head = git("rev-parse", "HEAD");
    const index = git("ls-files", "-s");
    const undone = await workspace.perform("runs.undo", { run, apply: true });
    assert.deepEqual(lists(undone), whole);
    assert.deepEqual([read("src/a.txt"), read("src/old.txt"), existsSync(path("src/new.txt"))], ["one\ntwo\n", "old\n", false]);
    assert.equal(read("mine.txt"), "the operator's, edited\n");
    assert.deepEqual([git("rev-parse", "HEAD"), git("ls-files", "-s")], [head, index]);
    const kept = git("for-each-ref", "--format=%(objectname) %(refname)", "refs/millrace").split("\n");
    assert.ok(kept.some((line) => line.startsWith((undone.salvage as { id: string }).id) && line.includes(`/undo/${run}/`)));
    const { events } = (await workspace.perform("log.events", { run, type: ["run.undone"] })) as unknown as { events: unknown[] };
    assert.equal(events.length, 1);

    assert.deepEqual(lists(await workspace.perform("runs.undo", { run, apply: true })), { written: [], removed: [], left: [] });
    // One that changed nothing is not what --back is about.
    const back = await workspace.perform("runs.undo", { run, back: true });
    assert.deepEqual(lists(back), { written: ["src/a.txt", "src/new.txt"], removed: ["src/old.txt"], left: [] });
    assert.deepEqual([back.back, back.added], [true, ["src/new.txt"]]);
  });

  it("runs.undo --back brings back what the undo took", async () => {
    writeFileSync(path("src/a.txt"), "one\ntwo\nthree\n");
    writeFileSync(path("src/new.txt"), "new\n");
    execFileSync("rm", [path("src/old.txt")]);
    await workspace.perform("runs.undo", { run, apply: true });
    assert.ok(!existsSync(path("src/new.txt")));
    const back = await workspace.perform("runs.undo", { run, back: true, apply: true });
    assert.deepEqual([back.written, back.removed], [["src/a.txt", "src/new.txt"], ["src/old.txt"]]);
    assert.deepEqual([read("src/a.txt"), read("src/new.txt")], ["one\ntwo\nthree\n", "new\n"]);
    const { verified } = (await workspace.perform("replay", { verify: true })) as unknown as { verified: { divergence: unknown } };
    assert.equal(verified.divergence, null);
    assert.equal((await workspace.perform("log.verify")).ok, true);
  });

  it("runs.undo refuses while a run is under way", async () => {
    await workspace.perform("task.add", { title: "Slow", id: "slow", run: ["true"] });
    await workspace.perform("runtime.start", { once: true, maxStages: 1 });
    await assert.rejects(() => workspace.perform("runs.undo", { run }), { code: "run.live" });
    await assert.rejects(() => workspace.perform("runs.undo", { run, apply: true }), { code: "run.live" });
    const live = ((await workspace.perform("runs.list", { outcome: "live" })).runs as { id: string }[])[0]?.id ?? "";
    assert.deepEqual((await workspace.perform("runs.diff", { run: live })).changes, []);
  });
});

describe("runs.diff, runs.undo and runs.salvage without git", () => {
  it("name the paths, and say that contents are not kept", async () => {
    const workspace = testWorkspace();
    try {
      await workspace.perform("workspace.init");
      await workspace.perform("task.add", { title: "Hello", run: ["echo hello > hello.txt"], checks: ["test -s hello.txt"] });
      await workspace.perform("runtime.start", { once: true });
      const run = ((await workspace.perform("runs.list")).runs as { id: string }[])[0]?.id ?? "";
      const diff = await workspace.perform("runs.diff", { run });
      assert.deepEqual([diff.changes, diff.text], [[{ path: "hello.txt", status: "added" }], null]);
      assert.match(String(diff.reason), /undo is unavailable/);
      await assert.rejects(() => workspace.perform("runs.undo", { run }), { code: "git.no-contents" });
      await assert.rejects(() => workspace.perform("runs.undo", { run, apply: true }), { code: "git.no-contents" });
      await assert.rejects(() => workspace.perform("runs.salvage", { run }), { code: "git.no-contents" });
    } finally {
      workspace.remove();
    }
  });
});
