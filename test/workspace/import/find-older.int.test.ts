import assert from "node:assert/strict";
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { findOlder } from "../../../src/workspace/import/find-older.ts";
import { readOlder } from "../../../src/workspace/import/read-older.ts";
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

describe("readOlder() of a tree with odd files in it", () => {
  it("follows no link out of the tree, reads no pipe, and tells each", () => {
    const { root, remove } = copyOfFixture("0.12");
    try {
      const queue = join(root, "millrace-agents/tasks/queue");
      rmSync(join(root, "millrace-agents/specs"), { recursive: true });
      mkdirSync(join(root, "outside/queue"), { recursive: true });
      writeFileSync(join(root, "outside/queue/secret.md"), "# Secret\n\nSpec-ID: secret\n");
      symlinkSync(join(root, "outside"), join(root, "millrace-agents/specs"));
      symlinkSync("/etc/passwd", join(queue, "link.md"));
      mkdirSync(join(queue, "directory.md"));
      writeFileSync(join(queue, "big.md"), "x".repeat(2_000_000));
      writeFileSync(join(queue, "bom.md"), "\uFEFF# With a mark\r\n\r\nTask-ID: bom\r\nCreated-At: 2026-01-01\r\nCreated-By: op\r\n");
      writeFileSync(join(root, "millrace-agents/state/recovery_counters.json"), "[]");
      const place = findOlder(diskFs, root);
      assert.ok(place);
      const { items, left } = readOlder(diskFs, place);
      assert.ok(!items.some(({ id }) => id === "secret"));
      assert.ok(items.some(({ id }) => id === "bom"));
      const told = (name: string): string | undefined => left.find(({ path }) => path.endsWith(name))?.why;
      assert.match(told("millrace-agents/specs") ?? "", /symbolic link/);
      assert.match(told("link.md") ?? "", /symbolic link/);
      assert.match(told("directory.md") ?? "", /directory/);
      assert.match(told("big.md") ?? "", /2000000 bytes/);
      assert.match(told("recovery_counters.json") ?? "", /no list/);
      assert.equal(left.filter(({ path }) => path.endsWith("/specs")).length, 1);
    } finally {
      remove();
    }
  });
});
