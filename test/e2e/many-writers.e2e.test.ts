import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { until } from "../support/e2e/until.ts";
import { inWorkspace, streamOf, type Workspace } from "../support/e2e/workspace.ts";

const WRITERS = 8;

interface Kept {
  events: number;
  ids: number;
}

function kept(workspace: Workspace, title: RegExp): Kept {
  const added = workspace
    .events()
    .filter(({ type, data }) => type === "item.added" && title.test(String((data.fields as { title: string } | undefined)?.title ?? "")));
  return { events: added.length, ids: new Set(added.map(({ subject }) => subject)).size };
}

/** 50 single commands of one writer, one after the other. Gives the ids that it was told. */
async function addSingly(workspace: Workspace, writer: number, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let one = 0; one < count; one++) {
    // Titles collide between writers on purpose: ids must not.
    const { item, status } = await workspace.json(["add-task", `Single ${one}`, "--body", `by ${writer}`]);
    assert.equal(status, "applied");
    ids.push(String(item));
  }
  return ids;
}

async function stream(workspace: Workspace, writer: number, count: number): Promise<string[]> {
  const stdin = Array.from({ length: count }, (_, one) => `${JSON.stringify({ title: `Stream ${one}`, body: `by ${writer}` })}\n`).join("");
  const { out } = await workspace.must(["add-task", "--stdin-ndjson", "--json"], { stdin, timeout: 110_000 });
  const lines = streamOf(out);
  const result = lines.at(-1);
  assert.deepEqual([result?.type, result?.applied, result?.pending, result?.refused], ["result", count, 0, 0]);
  return lines.filter(({ type }) => type === "answer").map(({ item }) => String(item));
}

const writers = Array.from({ length: WRITERS }, (_, writer) => writer);

/** `start --once` on a task that runs until it is told to end. */
async function busyOwner(workspace: Workspace) {
  await workspace.must(["add-task", "Busy", "--run", "touch up.txt; until [ -e go.txt ]; do sleep 0.05; done"]);
  const call = workspace.start(["start", "--once"]);
  await until("the owner works", () => workspace.has("up.txt"));
  return async () => {
    workspace.write("go.txt", "");
    assert.equal((await call.ended).code, 0);
  };
}

for (const owned of [false, true]) {
  describe(`add-task from ${WRITERS} processes at once, ${owned ? "with an owner at work" : "without an owner"}`, () => {
    it("keeps all of 50 single commands of each, under ids of their own", () =>
      inWorkspace({}, async (workspace) => {
        const end = owned ? await busyOwner(workspace) : null;
        const began = performance.now();
        const ids = (await Promise.all(writers.map((writer) => addSingly(workspace, writer, 50)))).flat();
        console.log(`      8 x 50 single commands, ${owned ? "owned" : "free"}: ${Math.round(performance.now() - began)} ms`);
        assert.equal(new Set(ids).size, 400);
        assert.deepEqual(kept(workspace, /^Single/), { events: 400, ids: 400 });
        await end?.();
        assert.equal(workspace.list("millrace-agents/tasks/queue").length, 400);
        assert.deepEqual(workspace.list("millrace-agents/mailbox/incoming"), []);
      }));

    it("F7: keeps all of 1000 lines of each, under ids of their own", () =>
      inWorkspace({}, async (workspace) => {
        const end = owned ? await busyOwner(workspace) : null;
        const began = performance.now();
        const ids = (await Promise.all(writers.map((writer) => stream(workspace, writer, 1000)))).flat();
        console.log(`      8 x 1000 lines, ${owned ? "owned" : "free"}: ${Math.round(performance.now() - began)} ms`);
        assert.equal(new Set(ids).size, 8000);
        assert.deepEqual(kept(workspace, /^Stream/), { events: 8000, ids: 8000 });
        await end?.();
        await workspace.must(["log", "verify"]);
        assert.equal(workspace.list("millrace-agents/tasks/queue").length, 8000);
      }));
  });
}
