import assert from "node:assert/strict";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { documentSource } from "../../src/engine/document-source.ts";
import { readWorkspace } from "../../src/engine/read-workspace.ts";
import type { Fs } from "../../src/kernel/ports/fs.ts";
import { realWorld } from "../../src/kernel/real/world.ts";
import { type TestWorkspace, testWorkspace } from "../operations/support/test-workspace.ts";

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = testWorkspace();
  await workspace.perform("workspace.init");
  for (const id of ["a", "b", "c"]) await workspace.perform("task.add", { title: id, id, run: ["true"] });
});
afterEach(() => workspace.remove());

describe("documentSource()", () => {
  it("reads the log once for all documents that are asked about, and again when it has grown", () => {
    const { fs } = realWorld();
    let reads = 0;
    const counting = new Proxy(fs, {
      get: (target, name: keyof Fs) => {
        if (name !== "open") return target[name];
        return (path: string, how: "read" | "write" | "create") => {
          if (path.endsWith("000000000001.jsonl")) reads++;
          return target.open(path, how);
        };
      },
    });
    let head = 9;
    const source = documentSource(counting, join(workspace.root, "millrace-agents/log"), () => head, new Map());
    const items = [...readWorkspace(realWorld(), workspace.root).state.items.values()];
    for (const item of items) {
      assert.equal(source.hadRevision(item, item.revision), true);
      assert.equal(source.hadRevision(item, "f".repeat(64)), false);
    }
    assert.equal(reads, 1);
    head++;
    assert.equal(source.hadRevision(items[0] ?? assert.fail(), "f".repeat(64)), false);
    assert.equal(reads, 2);
  });
});
