import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { Phase } from "../../machines/runtime/item.ts";
import { itemStates } from "../../machines/runtime/item.ts";
import { directoryOf, documentDirectories, documentPath } from "../../src/workspace/directory-of.ts";
import { layoutOf, relativeLayout, runDirectory } from "../../src/workspace/layout.ts";

describe("layoutOf()", () => {
  it("joins every relative path to the root", () => {
    const layout = layoutOf("/home/ü b");
    for (const [name, path] of Object.entries(relativeLayout))
      assert.equal(layout[name as keyof typeof relativeLayout], `/home/ü b/${path}`);
    assert.equal(runDirectory("a-1"), "millrace-agents/runs/a-1");
  });
});

describe("directoryOf()", () => {
  it("has one directory for each kind and phase but removed, and each once in documentDirectories", () => {
    const paths = documentDirectories.map(({ path }) => path);
    assert.equal(new Set(paths).size, paths.length);
    for (const { kind } of documentDirectories) {
      for (const phase of Object.keys(itemStates) as Phase[]) {
        const path = directoryOf(kind, phase);
        assert.equal(path === null, phase === "removed");
        if (path !== null) assert.ok(paths.includes(path));
      }
    }
    assert.deepEqual([directoryOf("incident", "queued"), directoryOf("incident", "done")], ["incidents/incoming", "incidents/resolved"]);
    assert.deepEqual(
      [directoryOf("task", "handed_off"), documentPath("task", "queued", "a")],
      ["tasks/blocked", "millrace-agents/tasks/queue/a.md"],
    );
  });

  it("takes new work in one directory of each kind", () => {
    assert.deepEqual(
      documentDirectories.filter(({ intake }) => intake).map(({ path }) => path),
      ["tasks/queue", "specs/queue", "incidents/incoming", "ideas/queue", "probes/queue", "learning/requests/queue"],
    );
  });
});
