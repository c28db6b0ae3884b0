import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { root } from "../run/root.ts";
import { applied } from "./apply.ts";
import { parsePatch, readPatches } from "./patch.ts";

describe("the deliberate bugs in test/mutants", () => {
  const patches = readPatches();

  it("are numbered without gaps, each with its own name", () => {
    assert.deepEqual(
      patches.map(({ name }) => Number(name.slice(0, 2))),
      patches.map((_, index) => index + 1),
    );
    assert.ok(patches.length >= 20);
  });

  for (const patch of patches) {
    it(`${patch.name} still applies, changes something, and names tests that are there`, () => {
      const change = applied(root, patch);
      assert.ok(change.ok, change.ok ? "" : change.problem);
      for (const { before, after } of patch.hunks) assert.notEqual(before, after);
      for (const path of patch.tests) assert.ok(existsSync(join(root, path)), `${path} is not there`);
    });
  }

  it("do not apply where their place is gone", () => {
    const text = "Breaks.\nInvariant: 1\nTest: test\n\n--- a/package.json\n+++ b/package.json\n@@ -1 +1 @@\n-no such line\n+another\n";
    assert.deepEqual(applied(root, parsePatch("00-gone", text)), { ok: false, problem: "00-gone: hunk 1 fits nowhere in package.json" });
  });
});
