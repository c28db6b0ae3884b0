import assert from "node:assert/strict";
import { closeSync, mkdirSync, openSync, rmSync, statSync, truncateSync, writeSync } from "node:fs";
import { describe, it } from "@std/testing/bdd";
import { mountSmallDisk, type SmallDisk } from "../support/e2e/small-disk.ts";
import { until } from "../support/e2e/until.ts";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";

/** A workspace of which a folder, or all, is on a disk of a few megabytes. Where this user may not mount one, says so loudly and tests nothing. */
async function onSmallDisk(use: (workspace: Workspace, disk: SmallDisk) => Promise<void>, folder = "."): Promise<void> {
  await inWorkspace({ bare: true }, async (workspace) => {
    mkdirSync(workspace.path(folder), { recursive: true });
    const disk = mountSmallDisk(workspace.path(folder), 6);
    if (disk === null) return console.warn("NOT TESTED: this user may not mount a small disk");
    try {
      await use(workspace, disk);
    } finally {
      disk.unmount();
    }
  });
}

const LOG = "millrace-agents/log";
const UNTIL_GO = ["--run", "echo $MILLRACE_ATTEMPT >> ../ran.txt; touch up.txt; until [ -e go.txt ]; do sleep 0.05; done"];

/** Fills the disk to the last byte. */
function fill(workspace: Workspace, folder = "."): void {
  const file = openSync(workspace.path(folder, "ballast"), "a");
  for (const size of [65536, 1024, 1]) while (takes(file, size));
  closeSync(file);
}

function takes(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size)) === size;
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, "ENOSPC");
    return false;
  }
}

function free(workspace: Workspace, folder = "."): void {
  rmSync(workspace.path(folder, "ballast"), { force: true });
}

describe("a disk that is full", () => {
  it("refuses add-task with 6 and says why; nothing is half there, and with room again all goes on", () =>
    onSmallDisk(async (workspace) => {
      await workspace.must(["init"]);
      await workspace.must(["add-task", "First", "--run", "echo x > first.txt"]);
      fill(workspace);
      const refused = await workspace.must(["add-task", "Second", "--body", "b".repeat(3000)], { code: 6 });
      assert.match(refused.err, /ENOSPC|no space/i);
      assert.doesNotMatch(refused.err, /\bat .*\.ts:\d+/, "no stack");
      for (const args of [["status"], ["queue", "ls"], ["logs"], ["log", "verify"]]) await workspace.must(args);
      await workspace.must(["start", "--once"], { code: 6 });
      free(workspace);
      await workspace.must(["log", "verify"]);
      const { items } = await workspace.json<{ items: { id: string }[] }>(["queue", "ls"]);
      assert.deepEqual(
        items.map(({ id }) => id),
        ["first"],
        "what was refused is not there",
      );
      await workspace.must(["add-task", "Second"]);
      await workspace.must(["start", "--once"]);
      assert.ok(workspace.has("first.txt"));
      await workspace.must(["log", "verify"]);
    }));

  it("answers as it is, however little room is left: what was told to be refused is not there, and what is there was told", () =>
    onSmallDisk(async (workspace) => {
      await workspace.must(["init"]);
      const told: string[] = [];
      for (const pages of [0, 1, 2, 3, 4, 5, 6, 8]) {
        fill(workspace);
        truncateSync(workspace.path("ballast"), statSync(workspace.path("ballast")).size - pages * 4096);
        const id = `with-${pages}`;
        const { code, err } = await workspace.run(["add-task", "Task", "--id", id, "--body", "b".repeat(1500)]);
        assert.ok(code === 0 || code === 6, err);
        if (code === 0) told.push(id);
        free(workspace);
      }
      const { items } = await workspace.json<{ items: { id: string }[] }>(["queue", "ls"]);
      assert.deepEqual(items.map(({ id }) => id).sort(), told.sort());
      await workspace.must(["log", "verify"]);
      await workspace.must(["start", "--once"]);
      assert.equal(
        workspace.list("millrace-agents/tasks/queue").length,
        told.length - 1,
        "documents that could not be written are there now",
      );
    }));

  it("F30: in the middle of an append ends start with 6, leaves a valid log, and the next start carries on without doubling", () =>
    onSmallDisk(async (workspace) => {
      await workspace.must(["init"]);
      await workspace.must(["add-task", "Fill", ...UNTIL_GO, "--check", "true"]);
      const call = workspace.start(["start", "--once"]);
      await until("the stage is up", () => workspace.has("up.txt"));
      await workspace.event("the attempt is known to run", ({ type }) => type === "attempt.started");
      fill(workspace, LOG);
      workspace.write("go.txt", "");
      const { code, err } = await call.ended;
      assert.equal(code, 6, err);
      assert.match(err, /ENOSPC|no space/i);
      await workspace.must(["status"]);
      await workspace.must(["start", "--once"], { code: 6 });
      free(workspace, LOG);
      await workspace.must(["log", "verify"]);
      await workspace.must(["start", "--once"]);
      await workspace.must(["replay", "--verify"]);
      assert.deepEqual(workspace.lines("../ran.txt"), ["fill-1.1.1"]);
      assert.ok(workspace.has("millrace-agents/tasks/done/fill.md"));
      await workspace.quiet();
    }, LOG));

  it("for a while, when a stage ends, costs nothing: its result waits for room", () =>
    onSmallDisk(async (workspace) => {
      await workspace.must(["init"]);
      await workspace.must(["add-task", "Wait", ...UNTIL_GO]);
      const call = workspace.start(["start", "--once"]);
      await until("the stage is up", () => workspace.has("up.txt"));
      await workspace.event("the attempt is known to run", ({ type }) => type === "attempt.started");
      workspace.write("go.txt", "");
      fill(workspace);
      await new Promise((resume) => setTimeout(resume, 1500));
      free(workspace);
      await call.ended;
      await workspace.run(["start", "--once"]);
      assert.deepEqual(workspace.lines("../ran.txt"), ["wait-1.1.1"]);
      assert.ok(workspace.has("millrace-agents/tasks/done/wait.md"));
    }));

  it("makes init say so, and init can be repeated with room", () =>
    onSmallDisk(async (workspace) => {
      fill(workspace);
      const { err } = await workspace.must(["init"], { code: 6 });
      assert.doesNotMatch(err, /fault of Millrace/);
      free(workspace);
      await workspace.must(["init"]);
      await workspace.must(["add-task", "First"]);
    }));
});

describe("a disk that becomes read-only", () => {
  it("F30: between stages ends start with 6; reading goes on, and the next start carries on", () =>
    onSmallDisk(async (workspace, disk) => {
      await workspace.must(["init"]);
      await workspace.must(["add-task", "Go on", "--run", "echo $MILLRACE_ATTEMPT >> ../ran.txt"]);
      await workspace.must(["start", "--once", "--max-stages", "1"]);
      disk.remount("ro");
      const { err } = await workspace.must(["start", "--once"], { code: 6 });
      assert.match(err, /EROFS|read-only/i);
      for (const args of [["status"], ["queue", "ls"], ["logs"], ["log", "verify"], ["runs", "ls"], ["compile", "validate"]])
        await workspace.must(args);
      disk.remount("rw");
      await workspace.must(["start", "--once"]);
      assert.deepEqual(workspace.lines("../ran.txt"), ["go-on-1.1.1"]);
      await workspace.must(["log", "verify"]);
    }));

  it("refuses every change with 6 from the start, and lets everything be read", () =>
    onSmallDisk(async (workspace, disk) => {
      await workspace.must(["init"]);
      await workspace.must(["add-task", "First"]);
      disk.remount("ro");
      for (const args of [
        ["status"],
        ["doctor"],
        ["queue", "ls"],
        ["queue", "show", "first"],
        ["logs"],
        ["log", "verify"],
        ["replay", "--verify"],
        ["attention"],
      ]) {
        const { code, err } = await workspace.run(args);
        assert.ok(code === 0 || (args[0] === "doctor" && code === 1), `${args.join(" ")}: ${code} ${err}`);
      }
      for (const args of [["add-task", "Second"], ["start", "--once"], ["pause"], ["queue", "remove", "first"]]) {
        const { err } = await workspace.must(args, { code: 6 });
        assert.doesNotMatch(err, /fault of Millrace/, args.join(" "));
      }
      disk.remount("rw");
      await workspace.must(["start", "--once"]);
    }));
});
