import assert from "node:assert/strict";
import { lstatSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { alteredSince } from "../../../publish/preflight/altered-since.ts";
import { sightOf, sightText } from "../../../publish/select/sight.ts";
import type { Listing } from "../../../publish/sync/listing.ts";
import { realStagingDisk } from "../../../publish/sync/open-staging-disk.ts";
import type { StagingDisk } from "../../../publish/sync/staging-disk.ts";
import { writeTree } from "../support/trees-on-disk.ts";

describe("alteredSince()", () => {
  let root = "";
  let read: string[] = [];
  const disk: StagingDisk = {
    ...realStagingDisk,
    fingerprint(path) {
      read.push(path.slice(root.length + 1));
      return realStagingDisk.fingerprint(path);
    },
  };
  const paths = ["src/a.js", "src/b.js"];
  const listing = (): Listing =>
    new Map(
      paths
        .flatMap((path) => [[path, realStagingDisk.fingerprint(join(root, path))] as const])
        .flatMap(([path, print]) => (print ? [[path, print]] : [])),
    );
  const seen = () => new Map(paths.map((path) => [path, sightText(sightOf(lstatSync(join(root, path))))]));

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), "millrace-altered-"));
    read = [];
    writeTree(root, { "src/a.js": "one", "src/b.js": "two", "other/a.js": "ONE", "other/b.js": "two" });
    // What changes within one tick of the disk's clock cannot be told: a sync leaves out what is so young.
    await new Promise((resume) => setTimeout(resume, "Deno" in globalThis ? 1100 : 30));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("reads nothing that nobody touched", () => {
    assert.deepEqual([alteredSince(disk, root, listing(), seen()), read], [[], []]);
  });

  it("finds what was written with its size and its time of writing kept", () => {
    const [was, sights] = [listing(), seen()];
    const { atime, mtime } = lstatSync(join(root, "src/a.js"));
    writeFileSync(join(root, "src/a.js"), "eno");
    utimesSync(join(root, "src/a.js"), atime, mtime);
    assert.deepEqual([alteredSince(disk, root, was, sights), read], [["src/a.js"], ["src/a.js"]]);
  });

  it("finds what came into its place with its directory, whose files nobody wrote since", () => {
    const [was, sights] = [listing(), seen()];
    renameSync(join(root, "src"), join(root, "gone"));
    renameSync(join(root, "other"), join(root, "src"));
    assert.deepEqual(alteredSince(disk, root, was, sights), ["src/a.js"]);
    assert.deepEqual(read, paths);
  });

  it("reads everything where it knows of no sight, and finds what is gone", () => {
    const was = listing();
    rmSync(join(root, "src/b.js"));
    assert.deepEqual([alteredSince(disk, root, was, new Map()), read], [["src/b.js"], paths]);
  });
});
