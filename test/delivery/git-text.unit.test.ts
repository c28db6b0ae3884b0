import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { gitEnv } from "../../src/delivery/git/git-env.ts";
import { refName } from "../../src/delivery/git/ref-name.ts";
import { trailerValues, withTrailers } from "../../src/delivery/git/trailers.ts";
import { emptyTree, treeId, withoutEntry } from "../../src/delivery/git/tree-object.ts";

describe("withTrailers()", () => {
  it("puts trailers into a paragraph of their own, whatever the message ends with", () => {
    for (const message of ["Fix", "Fix\n", "Fix\n\n\n", "Fix  \r\n", "\u0007Fix\0"]) {
      assert.equal(withTrailers(message, [["A-B", "c"]]), "Fix\n\nA-B: c\n");
    }
    assert.equal(withTrailers(" \n ", [["A", "b"]]), "Millrace\n\nA: b\n");
  });

  it("throws for a key or value that would break the paragraph", () => {
    for (const trailer of [
      ["A B", "c"],
      ["A", "c\nB: d"],
      ["A", ""],
      ["", "c"],
    ] as const) {
      assert.throws(() => withTrailers("x", [trailer]), RangeError);
    }
  });
});

describe("trailerValues()", () => {
  it("reads the last paragraph only", () => {
    assert.deepEqual(trailerValues("x\n\nA: 1\n\nA: 2\nB: 3\nA: 4\n\n", "A"), ["2", "4"]);
    assert.deepEqual(trailerValues("A: 1\n\nbody", "A"), []);
    assert.deepEqual(trailerValues("", "A"), []);
  });
});

describe("refName()", () => {
  it("leaves the letters of ids as they are and encodes what git forbids", () => {
    assert.equal(refName("runs/fix-login.1/1.2/before"), "runs/fix-login.1/1.2/before");
    assert.equal(refName("a.lock/x..y/.z/w./%"), "a%2Elock/x%2E.y/%2Ez/w%2E/%25");
    assert.equal(refName("lock/a.locks/lock.a"), "lock/a.locks/lock.a");
  });

  it("throws for an empty part", () => {
    for (const name of ["", "/a", "a//b", "a/"]) assert.throws(() => refName(name), RangeError);
  });
});

describe("tree objects", () => {
  it("have the ids that git gives them", () => {
    assert.equal(emptyTree("sha1"), "4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    assert.equal(emptyTree("sha256"), "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321");
  });

  it("lose an entry by its whole name, also where ids hold its bytes", () => {
    const id = Buffer.from("0 own\0own\0 own 20 bytes".padEnd(20).slice(0, 20), "latin1");
    const entry = (name: string) => Buffer.concat([Buffer.from(`100644 ${name}\0`), id]);
    const tree = Buffer.concat([entry("a"), entry("own"), entry("owner")]);
    const left = Buffer.concat([entry("a"), entry("owner")]);
    assert.equal(treeId("sha1", withoutEntry("sha1", tree, "own")), treeId("sha1", left));
    assert.equal(treeId("sha1", withoutEntry("sha1", left, "own")), treeId("sha1", left));
  });
});

describe("gitEnv()", () => {
  it("drops GIT_* and keeps the rest", () => {
    const env = gitEnv({ GIT_DIR: "x", GIT_AUTHOR_NAME: "y", PATH: "p", LC_ALL: "de_DE", NONE: undefined });
    assert.deepEqual(
      Object.keys(env)
        .filter((name) => name.startsWith("GIT_"))
        .sort(),
      ["GIT_NO_LAZY_FETCH", "GIT_NO_REPLACE_OBJECTS", "GIT_OPTIONAL_LOCKS", "GIT_TERMINAL_PROMPT"],
    );
    assert.equal(env.PATH, "p");
    assert.equal(env.LC_ALL, "C");
    assert.equal("NONE" in env, false);
  });
});
