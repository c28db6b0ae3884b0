import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { Manifest, ManifestEntry } from "../../../publish/manifest/manifest.ts";
import { shippedManifest } from "../../../publish/manifest/shipped-manifest.ts";
import { openSourceDisk } from "../../../publish/select/open-source-disk.ts";
import { selectFiles } from "../../../publish/select/select-files.ts";
import { writeTree } from "../support/trees-on-disk.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "millrace-select-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

type Selects = Pick<Manifest, "entries" | "exclude">;

const entry = (path: string, more: Partial<ManifestEntry> = {}): ManifestEntry => ({
  path,
  to: path,
  required: true,
  include: [],
  exclude: [],
  ignored: false,
  ...more,
});
const manifest = (entries: ManifestEntry[], exclude: string[] = []): Selects => ({
  exclude,
  entries,
});
const select = (of: Selects, ignored: string[] = [], never: string[] = []) =>
  selectFiles(of, { disk: openSourceDisk(root), ignored: new Set(ignored), never });
const places = (of: Selects, ignored: string[] = []) =>
  select(of, ignored).files.map(({ from, to }) => (from === to ? to : `${from}>${to}`));

describe("selectFiles()", () => {
  it("takes files, directories, renames, globs, exec bits and links", () => {
    writeTree(root, {
      "README.md": "r",
      "src/a.ts": "a",
      "src/a.test.ts": "t",
      "src/deep/b.ts": "b",
      "bin/run": { run: "#!/bin/sh\n" },
      "bin/alias": { link: "run" },
    });
    const found = select(
      manifest([entry("README.md", { to: "docs/READ.md" }), entry("src", { to: "lib", exclude: ["**/*.test.ts"] }), entry("bin")]),
    );
    assert.deepEqual(found.problems, []);
    assert.deepEqual(
      found.files.map(({ from, to, kind, executable }) => [from, to, kind, executable]),
      [
        ["bin/alias", "bin/alias", "symlink", false],
        ["bin/run", "bin/run", "file", true],
        ["README.md", "docs/READ.md", "file", false],
        ["src/a.ts", "lib/a.ts", "file", false],
        ["src/deep/b.ts", "lib/deep/b.ts", "file", false],
      ],
    );
    assert.deepEqual(
      found.entries.map(({ kind, files }) => [kind, files]),
      [
        ["file", 1],
        ["directory", 2],
        ["directory", 2],
      ],
    );
  });

  it("ships the product by default, and nothing that Millrace keeps, git ignores or a .git holds", () => {
    writeTree(root, {
      "src/a.ts": "a",
      "millrace.toml": "",
      "millrace.ts": "",
      "millrace-agents/log/000000000001.jsonl": "{}",
      "millrace-agents/entrypoints/x.md": "",
      "sub/.git/config": "",
      ".git/config": "",
      "sub/kept": "",
      ".env": "A=1",
      "sub/.env.local": "A=1",
      "node_modules/x/index.js": "",
      "dist/out.js": "",
      "tmp/x.log": "",
    });
    assert.deepEqual(places(shippedManifest, ["dist", "tmp/x.log"]), ["src/a.ts", "sub/kept"]);
  });

  it("takes ignored files where the entry itself is ignored or says so", () => {
    writeTree(root, { "dist/out.js": "", "dist/out.map": "", "src/x.log": "" });
    assert.deepEqual(places(manifest([entry("dist")]), ["dist"]), ["dist/out.js", "dist/out.map"]);
    assert.deepEqual(places(manifest([entry("src")]), ["src/x.log"]), []);
    assert.deepEqual(places(manifest([entry("src", { ignored: true })]), ["src/x.log"]), ["src/x.log"]);
  });

  it("says that a required entry is missing, and passes over an optional one", () => {
    const found = select(manifest([entry("gone"), entry("maybe", { required: false })]));
    assert.deepEqual(
      found.problems.map(({ kind, path }) => [kind, path]),
      [["missing", "gone"]],
    );
    assert.equal(found.entries[1]?.kind, "missing");
  });

  it("refuses links that lead out, are absolute or lead into .git, seen from where they will stand", () => {
    writeTree(root, {
      "a/up": { link: "../b" },
      "a/out": { link: "../../x" },
      "a/abs": { link: "/etc/passwd" },
      "a/git": { link: "../.git/config" },
      b: "",
    });
    const found = select(manifest([entry(".")]));
    assert.deepEqual(found.problems.map(({ kind, path }) => [kind, path]).sort(), [
      ["escapes", "a/abs"],
      ["escapes", "a/git"],
      ["escapes", "a/out"],
    ]);
    assert.match(select(manifest([entry("a/up", { to: "up" })])).problems[0]?.problem ?? "", /out of the staging worktree/);
  });

  it("refuses an entry that is reached through a link out of the workspace", () => {
    const outside = mkdtempSync(join(tmpdir(), "millrace-outside-"));
    writeFileSync(join(outside, "secret"), "s");
    symlinkSync(outside, join(root, "door"));
    const found = select(manifest([entry("door/secret")]));
    rmSync(outside, { recursive: true });
    assert.deepEqual([found.files.length, found.problems[0]?.kind], [0, "escapes"]);
  });

  it("refuses pipes, names that are not UTF-8, and two sources for one place", () => {
    writeTree(root, { a: "1", "b/a": "2", "c/d": "3" });
    execFileSync("mkfifo", [join(root, "pipe")]);
    writeFileSync(Buffer.concat([Buffer.from(join(root, "c/")), Buffer.from([0xff, 0x61])]), "x");
    const found = select(manifest([entry("pipe"), entry("c"), entry("a"), entry("b", { to: "." }), entry("c/d", { to: "a/x" })]));
    assert.deepEqual(found.problems.map(({ kind }) => kind).sort(), ["collision", "collision", "special", "unusable-name"]);
  });

  it("never takes the staging worktree, wherever it lies", () => {
    writeTree(root, { "out/stage/a": "", b: "" });
    assert.deepEqual(
      select(manifest([entry(".")]), [], ["out/stage"]).files.map(({ to }) => to),
      ["b"],
    );
  });
});
