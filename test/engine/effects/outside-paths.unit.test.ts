import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { outsidePaths } from "../../../src/engine/effects/outside-paths.ts";

describe("outsidePaths()", () => {
  const changed = ["src/a.ts", "src/deep/b.ts", "docs/a.md", "app/[id]/page.ts", "{odd"];

  it("keeps what no declared directory, file or glob names", () => {
    assert.deepEqual(outsidePaths(changed, ["src", "docs/*.md"]), ["app/[id]/page.ts", "{odd"]);
    assert.deepEqual(outsidePaths(changed, ["./src/", "docs/a.md"]), ["app/[id]/page.ts", "{odd"]);
    assert.deepEqual(outsidePaths(changed, ["sr", "doc"]), changed);
  });

  it("takes names that hold glob characters for themselves too, also where they are no glob", () => {
    assert.deepEqual(outsidePaths(changed, ["app/[id]", "{odd"]), ["src/a.ts", "src/deep/b.ts", "docs/a.md"]);
  });

  it("finds nothing outside of everything", () => {
    assert.deepEqual(outsidePaths(changed, ["**"]), []);
    assert.deepEqual(outsidePaths(changed, ["."]), []);
  });
});
