import assert from "node:assert/strict";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { findOlder } from "../../../src/workspace/import/find-older.ts";
import { copyOfFixture } from "./older-fixture.ts";

describe("findOlder()", () => {
  let copy: ReturnType<typeof copyOfFixture>;
  beforeEach(() => {
    copy = copyOfFixture("0.12");
  });
  afterEach(() => copy.remove());

  it("does not take a workspace of this version that lost its log for an older one", () => {
    mkdirSync(join(copy.root, "millrace-agents/.owner"));
    assert.equal(findOlder(diskFs, copy.root), null);
  });

  it("does not take a tree with our log for an older one", () => {
    mkdirSync(join(copy.root, "millrace-agents/log"));
    writeFileSync(join(copy.root, "millrace-agents/log/000000000001.jsonl"), "");
    assert.equal(findOlder(diskFs, copy.root), null);
  });

  it("leaves somebody's own agents/tasks.md alone", () => {
    mkdirSync(join(copy.root, "own/agents"), { recursive: true });
    writeFileSync(join(copy.root, "own/agents/tasks.md"), "# Tasks\n");
    assert.equal(findOlder(diskFs, join(copy.root, "own")), null);
  });

  it("finds the tree of 0.5 where its configuration says, and nowhere outside of the workspace", () => {
    const old = copyOfFixture("0.5");
    try {
      renameSync(join(old.root, "agents"), join(old.root, "crew"));
      writeFileSync(join(old.root, "millrace.toml"), '[paths]\nagents_dir = "crew"\n');
      assert.equal(findOlder(diskFs, old.root)?.tree, "crew");
      writeFileSync(join(old.root, "millrace.toml"), '[paths]\nagents_dir = "../crew"\n');
      assert.equal(findOlder(diskFs, old.root), null);
    } finally {
      old.remove();
    }
  });
});
