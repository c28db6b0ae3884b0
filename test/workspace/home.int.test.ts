import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { isHome, markHome } from "../../src/workspace/home.ts";
import { layoutOf } from "../../src/workspace/layout.ts";

describe("markHome(), isHome()", () => {
  let home: string;
  beforeEach(() => {
    home = fs.mkdtempSync(join(tmpdir(), "millrace-home-"));
  });
  afterEach(() => fs.rmSync(home, { recursive: true, force: true }));
  const mark = (name: string) => markHome(diskFs, layoutOf(join(home, name)), join(home, name));
  const is = (name: string) => isHome(diskFs, layoutOf(join(home, name)), join(home, name));

  it("tell the original from a copy, until the copy has an owner of its own", () => {
    assert.deepEqual([is("a"), mark("a"), mark("a"), is("a")], [false, "new", "same", true]);
    fs.cpSync(join(home, "a"), join(home, "b é"), { recursive: true });
    assert.deepEqual([is("b é"), mark("b é"), mark("b é"), is("b é"), is("a")], [false, "elsewhere", "same", true, true]);
  });

  it("tell a workspace that was moved, and keep no path in it", () => {
    mark("a");
    fs.renameSync(join(home, "a"), join(home, "moved"));
    assert.deepEqual([is("moved"), mark("moved")], [false, "elsewhere"]);
    assert.doesNotMatch(fs.readFileSync(join(home, "moved/millrace-agents/.owner/home"), "utf8"), /moved|\//);
  });
});
