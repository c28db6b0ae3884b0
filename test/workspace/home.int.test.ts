import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { pathIdentity } from "../../src/kernel/real/path-identity.ts";
import { isHome, markHome, tokenAt } from "../../src/workspace/home.ts";
import { layoutOf } from "../../src/workspace/layout.ts";

describe("markHome(), isHome()", () => {
  let home: string;
  beforeEach(() => {
    home = fs.mkdtempSync(join(tmpdir(), "millrace-home-"));
  });
  afterEach(() => fs.rmSync(home, { recursive: true, force: true }));
  const here = (name: string) => ({ path: join(home, name), identity: pathIdentity(join(home, name)) });
  const layout = (name: string) => layoutOf(join(home, name));
  const mark = (name: string) => markHome(diskFs, layout(name), here(name), `token of ${name}`);
  const is = (name: string) => isHome(diskFs, layout(name), here(name));

  const made = (name: string): string => {
    fs.mkdirSync(join(home, name));
    return name;
  };

  it("tell the original from a copy, until the copy has an owner of its own", () => {
    assert.deepEqual([is(made("a")), mark("a"), mark("a"), is("a")], [false, "new", "same", true]);
    fs.cpSync(join(home, "a"), join(home, "b é"), { recursive: true });
    assert.deepEqual([is("b é"), mark("b é"), mark("b é"), is("b é"), is("a")], [false, "elsewhere", "same", true, true]);
  });

  it("tell a workspace that was moved, and keep no path in it", () => {
    mark(made("a"));
    fs.renameSync(join(home, "a"), join(home, "moved"));
    assert.deepEqual([is("moved"), tokenAt(diskFs, layout("moved"), here("moved"))], [true, "token of a"]);
    assert.deepEqual([markHome(diskFs, layout("moved"), here("moved"), "token of a"), is("moved")], ["moved", true]);
    // Where it lay, a copy of it is another workspace.
    fs.cpSync(join(home, "moved"), join(home, "a"), { recursive: true });
    assert.deepEqual([is("a"), tokenAt(diskFs, layout("a"), here("a"))], [false, null]);
    assert.doesNotMatch(fs.readFileSync(join(home, "moved/millrace-agents/.owner/home"), "utf8"), /moved|\//);
  });
});
