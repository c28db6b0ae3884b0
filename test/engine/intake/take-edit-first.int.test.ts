import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { type TestWorkspace, testWorkspace } from "../../operations/support/test-workspace.ts";

describe("takeEditFirst()", () => {
  let workspace: TestWorkspace;
  beforeEach(async () => {
    workspace = testWorkspace();
    await workspace.perform("workspace.init");
    await workspace.perform("task.add", { title: "Make it", id: "make", run: ["exit 3"], checks: ["test -e made"] });
    assert.equal((await workspace.perform("runtime.start", { once: true })).outcome, "blocked");
  });
  afterEach(() => workspace.remove());

  const path = (place: string): string => join(workspace.root, "millrace-agents/tasks", place);
  const edit = (from: string, to: string): void => {
    const text = readFileSync(path("blocked/make.md"), "utf8");
    assert.ok(text.includes(from));
    writeFileSync(path("blocked/make.md"), text.replace(from, to));
  };

  it("makes an edit of a blocked document its revision before the item is unblocked, without any owner", async () => {
    edit("exit 3", "touch made");
    await workspace.perform("item.unblock", { item: "make" });
    assert.deepEqual(readdirSync(path("blocked")), []);
    assert.deepEqual(readdirSync(path("queue")), ["make.md"]);
    assert.match(readFileSync(path("queue/make.md"), "utf8"), /touch made/);
    assert.equal((await workspace.perform("runtime.start", { once: true })).outcome, "done");
    assert.equal((await workspace.perform("attention")).exit, 0);
  });

  it("refuses to unblock an item whose document cannot be taken, names the line, and leaves the file alone", async () => {
    edit('title = "Make it"', "title = 3");
    await assert.rejects(workspace.perform("item.unblock", { item: "make" }), (error: { code: string; message: string }) => {
      assert.equal(error.code, "item.bad-edit");
      assert.match(error.message, /^millrace-agents\/tasks\/blocked\/make\.md was edited.*Line \d: "title": 3 is not text/);
      return true;
    });
    assert.deepEqual(readdirSync(path("blocked")), ["make.md"]);
    edit("title = 3", 'title = "Mended"');
    await workspace.perform("item.unblock", { item: "make" });
    assert.match(readFileSync(path("queue/make.md"), "utf8"), /Mended/);
  });

  it("lets a queued item be placed anew on top of an edit that nobody has seen, which is then taken", async () => {
    await workspace.perform("item.unblock", { item: "make" });
    await workspace.perform("task.add", { title: "Other", id: "other" });
    const text = readFileSync(path("queue/make.md"), "utf8").replace("Make it", "Made anew");
    writeFileSync(path("queue/make.md"), text);
    await workspace.perform("queue.reorder", { items: ["other", "make"] });
    assert.deepEqual(readdirSync(path("queue")).sort(), ["make.md", "other.md"]);
    await workspace.perform("runtime.start", { once: true, item: "other" }).catch(() => undefined);
    const { item } = (await workspace.perform("queue.show", { item: "make" })) as unknown as { item: { title: string } };
    assert.equal(item.title, "Made anew");
  });
});
