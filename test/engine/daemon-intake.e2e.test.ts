import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import { describe, it } from "@std/testing/bdd";
import { startDaemon } from "../support/e2e/daemon.ts";
import { until } from "../support/e2e/until.ts";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";

const QUEUE = "millrace-agents/tasks/queue";
const task = (id: string, run = `touch ${id}`): string =>
  `+++\nkind = "task"\nid = "${id}"\ntitle = "Task ${id}"\nrun = [${JSON.stringify(run)}]\n+++\n`;
const sleep = (millis: number) => new Promise((resume) => setTimeout(resume, millis));

async function items(workspace: Workspace): Promise<Record<string, string>> {
  const { items: rows } = await workspace.json<{ items: { id: string; title: string }[] }>([
    "queue",
    "ls",
    "--phase",
    "all",
    "--limit",
    "5000",
  ]);
  return Object.fromEntries(rows.map(({ id, title }) => [id, title]));
}

/** Writes a document piece by piece. Gives the longest pause between two of them, in milliseconds. */
async function writtenSlowly(workspace: Workspace, id: string): Promise<number> {
  let last = performance.now();
  let longest = 0;
  workspace.write(`${QUEUE}/${id}.md`, `+++\nkind = "task"\nid = "${id}"\n`);
  for (const line of ['title = "Written', " slowly", '"\n', "+++\n", "Body.\n"]) {
    await sleep(200);
    appendFileSync(workspace.path(QUEUE, `${id}.md`), line);
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }
  return longest;
}

describe("start --daemon and documents", () => {
  it("takes in what is dropped into the queue, and works on it", () =>
    inWorkspace({}, async (workspace) => {
      const daemon = await startDaemon(workspace);
      workspace.write(`${QUEUE}/dropped.md`, task("dropped"));
      await workspace.event("the end", ({ type, subject }) => type === "run.finished" && subject === "dropped");
      assert.ok(workspace.has("dropped"));
      // What is derived from the log follows it a moment later.
      await until("the document is in its place", () => workspace.has("millrace-agents/tasks/done/dropped.md"));
      await workspace.must(["stop"]);
      await daemon.ended;
    }));

  it("waits until a file is whole", () =>
    inWorkspace({}, async (workspace) => {
      const daemon = await startDaemon(workspace);
      await workspace.must(["pause"]);
      // On a busy machine a pause gets longer than the half second after which a file counts as whole: that is another case.
      let id = "";
      for (let again = 1; id === "" || (await writtenSlowly(workspace, id)) > 400; again++) {
        assert.ok(again <= 6, "the machine is too busy to write steadily");
        id = `slow-${again}`;
      }
      await workspace.event("the item", ({ type, subject }) => type === "item.added" && subject === id);
      assert.equal((await items(workspace))[id], "Written slowly");
      await workspace.must(["stop"]);
      await daemon.ended;
    }));

  it("takes an edit in place for a new revision", () =>
    inWorkspace({}, async (workspace) => {
      const daemon = await startDaemon(workspace);
      await workspace.must(["pause"]);
      await workspace.must(["add-task", "Before", "--id", "edited"]);
      await until("the document", () => workspace.has(`${QUEUE}/edited.md`));
      await sleep(100);
      workspace.write(`${QUEUE}/edited.md`, workspace.read(`${QUEUE}/edited.md`).replace("Before", "After"));
      await workspace.event("a revision", ({ type }) => type === "item.revised");
      assert.equal((await items(workspace)).edited, "After");
      await workspace.must(["stop"]);
      await daemon.ended;
    }));

  it("sees what is dropped into a directory that was deleted and made again", () =>
    inWorkspace({}, async (workspace) => {
      const daemon = await startDaemon(workspace);
      await workspace.must(["pause"]);
      rmSync(workspace.path(QUEUE), { recursive: true });
      await sleep(50);
      mkdirSync(workspace.path(QUEUE), { recursive: true });
      workspace.write(`${QUEUE}/anew.md`, task("anew"));
      await workspace.event("the item", ({ type, subject }) => type === "item.added" && subject === "anew", 8000);
      await workspace.must(["stop"]);
      await daemon.ended;
    }));

  it("takes in a thousand files that are dropped at once, and answers commands meanwhile", () =>
    inWorkspace({}, async (workspace) => {
      const daemon = await startDaemon(workspace);
      await workspace.must(["pause"]);
      for (let number = 0; number < 1000; number++) workspace.write(`${QUEUE}/t${number}.md`, task(`t${number}`));
      const dropped = performance.now();
      await workspace.must(["resume", "--source", "nobody"]);
      const answered = performance.now() - dropped;
      await until(
        () => "a thousand items",
        () => workspace.read(workspace.segment.slice(workspace.root.length + 1)).match(/"type":"item.added"/g)?.length === 1000,
      );
      const taken = performance.now() - dropped;
      assert.ok(taken < 10_000, `it took ${taken} ms`);
      assert.ok(answered < 1000, `the answer took ${answered} ms`);
      assert.equal(Object.keys(await items(workspace)).length, 1000);
      await workspace.must(["stop"]);
      await daemon.ended;
    }));
});
