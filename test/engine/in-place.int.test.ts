import assert from "node:assert/strict";
import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { createWorkspace } from "../../src/engine/create-workspace.ts";
import { inPlace } from "../../src/engine/in-place.ts";
import { takeWorkspace } from "../../src/engine/take-workspace.ts";
import { realWorld } from "../../src/kernel/real/world.ts";

describe("inPlace()", () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "millrace-in-place-"));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it("lets an owner make directories, and none where its workspace was once that is somewhere else", async () => {
    const world = realWorld();
    const root = join(home, "one");
    await createWorkspace(world, root, "one");
    const owned = await takeWorkspace(world, root, "once", new AbortController().signal);
    try {
      const { fs } = inPlace(world, owned);
      fs.makeDirectory(owned.layout.state);
      assert.ok(existsSync(owned.layout.state));
      renameSync(root, join(home, "moved"));
      assert.throws(() => fs.makeDirectory(owned.layout.state), { code: "log.fenced" });
      assert.equal(existsSync(root), false);
    } finally {
      await owned.release("test", { clean: false });
    }
  });
});
