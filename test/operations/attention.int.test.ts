import assert from "node:assert/strict";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { type TestWorkspace, testWorkspace } from "./support/test-workspace.ts";

interface Entry {
  code: string;
  subject: string;
  what: string;
  command: string;
}

describe("attention and status of a workspace that was changed beside its log", () => {
  let workspace: TestWorkspace;
  beforeEach(async () => {
    workspace = testWorkspace();
    await workspace.perform("workspace.init");
  });
  afterEach(() => workspace.remove());

  const at = (path: string): string => join(workspace.root, path);
  /** A start looks at all files, and finds nothing to work on. */
  const look = () => assert.rejects(workspace.perform("runtime.start", { once: true }), { code: "item.none-ready" });
  /** What each surface lists, which has to be the same. */
  const listed = async (): Promise<Entry[]> => {
    const { attention } = (await workspace.perform("attention")) as unknown as { attention: Entry[] };
    assert.deepEqual((await workspace.perform("status")).attention, attention);
    const { reasons } = (await workspace.perform("health")) as unknown as { reasons: Entry[] };
    for (const { code } of attention) assert.ok(reasons.some((reason) => reason.code === code));
    return attention;
  };
  const codes = async (): Promise<string[]> => (await listed()).map(({ code }) => code);

  it("drop a plan that was mended, before any owner has looked", async () => {
    await look();
    writeFileSync(at("millrace.toml"), "[limits]\nruns_per_item = 0\n");
    await look();
    const [broken] = (await listed()).filter(({ code }) => code === "plan-invalid");
    assert.match(broken?.what ?? "", /0 is not a number/);

    writeFileSync(at("millrace.toml"), "[limits]\nruns_per_day = 3\n");
    assert.match((await listed()).find(({ code }) => code === "plan-invalid")?.what ?? "", /runs_per_day|not known|unknown/i);

    writeFileSync(at("millrace.toml"), "[limits]\nruns_per_item = 3\n");
    assert.ok(!(await codes()).includes("plan-invalid"));
  });

  it("drop a file that was set aside once it is removed", async () => {
    writeFileSync(at("millrace-agents/tasks/queue/thought.md"), "only a thought\n");
    await look();
    assert.deepEqual(await codes(), ["document-refused"]);
    rmSync(at("millrace-agents/tasks/queue/thought.md.invalid"));
    assert.deepEqual(await codes(), []);
    assert.equal((await workspace.perform("attention")).exit, 0);
  });

  it("drop a directory that is one again", async () => {
    rmSync(at("millrace-agents/tasks/done"), { recursive: true });
    writeFileSync(at("millrace-agents/tasks/done"), "");
    await look();
    assert.deepEqual(await codes(), ["document-refused"]);
    rmSync(at("millrace-agents/tasks/done"));
    mkdirSync(at("millrace-agents/tasks/done"));
    assert.deepEqual(await codes(), []);
  });

  it("say that the log is gone, with 9 and what to do, whether it was deleted whole or by its segments", async () => {
    await workspace.perform("task.add", { title: "One" });
    const check = async (): Promise<void> => {
      const [entry] = await listed();
      assert.deepEqual([entry?.code, entry?.command], ["log-missing", "millrace doctor"]);
      assert.equal((await workspace.perform("attention")).exit, 9);
      const status = (await workspace.perform("status")) as unknown as { exit: number; log: { problem: { code: string } }; next: Entry[] };
      assert.deepEqual([status.exit, status.log.problem.code], [9, "log.missing"]);
      assert.deepEqual(
        status.next.map(({ command }) => command),
        ["millrace doctor"],
      );
      assert.equal((await workspace.perform("health")).exit, 9);
      assert.equal((await workspace.perform("doctor")).exit, 9);
      await assert.rejects(workspace.perform("task.add", { title: "Two" }), { code: "log.missing" });
    };
    renameSync(at("millrace-agents/log/000000000001.jsonl"), at("kept.jsonl"));
    await check();
    rmSync(at("millrace-agents/log"), { recursive: true });
    await check();
    mkdirSync(at("millrace-agents/log"));
    renameSync(at("kept.jsonl"), at("millrace-agents/log/000000000001.jsonl"));
    assert.deepEqual(await codes(), []);
  });
});
