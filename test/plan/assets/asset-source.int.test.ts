import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { embeddedSource } from "../../../src/plan/assets/embedded-source.ts";
import { folderSource } from "../../../src/plan/assets/folder-source.ts";
import { listModes } from "../../../src/plan/modes/list-modes.ts";
import { removeWorkspaces, workspaceWith } from "../workspace.ts";

const files = { "modes/a.toml": "a", "modes/deep/b.toml": "b", "modest.toml": "c", "entrypoints/x.md": "ä" };

describe("folderSource() and embeddedSource()", () => {
  removeWorkspaces();

  for (const [name, make] of [
    ["a folder", () => folderSource(workspaceWith(files))],
    ["embedded files", () => embeddedSource(files)],
  ] as const) {
    it(`read and list ${name} alike`, () => {
      const source = make();
      assert.deepEqual(source.list("modes"), ["modes/a.toml", "modes/deep/b.toml"]);
      assert.deepEqual(source.list(""), Object.keys(files).sort());
      assert.deepEqual(source.list("none"), []);
      assert.equal(source.read("entrypoints/x.md"), "ä");
      for (const path of ["none.md", "modes", "modes/a.toml/x", "constructor"]) assert.equal(source.read(path), null, path);
    });
  }

  it("make a source of the repository's own assets equal to its embedded copy", () => {
    const folder = folderSource(join(import.meta.dirname, "../../../assets"));
    const paths = folder.list("entrypoints");
    const embedded = embeddedSource(Object.fromEntries(paths.map((path) => [path, folder.read(path) ?? ""])));
    assert.ok(paths.length > 0);
    assert.deepEqual(embedded.list("entrypoints"), paths);
  });
});

describe("listModes()", () => {
  removeWorkspaces();

  it("lists modes of package and workspace with aliases, the workspace's own first", () => {
    const root = workspaceWith({
      "millrace-agents/modes/mine.toml": 'summary = "Mine"\n[loops]\n',
      "millrace-agents/modes/default_shell.toml": 'summary = "Changed"\n[loops]\n',
      "millrace-agents/modes/broken.toml": "= =",
    });
    const listed = new Map(listModes(diskFs, root).map((mode) => [mode.id, mode]));
    assert.deepEqual(listed.get("mine"), { id: "mine", origin: "workspace", summary: "Mine" });
    assert.equal(listed.get("broken")?.summary, "malformed");
    assert.equal(listed.get("default_command")?.origin, "package");
    assert.deepEqual(listed.get("standard_plain"), {
      id: "standard_plain",
      origin: "workspace",
      summary: "Changed",
      aliasOf: "default_shell",
    });
    assert.ok(!listed.has("aliases"));
  });
});
