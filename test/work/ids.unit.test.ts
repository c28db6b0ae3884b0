import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { isSafeId, maxIdLength } from "../../src/work/ids.ts";
import { nextFreeId } from "../../src/work/next-free-id.ts";
import { slugOf } from "../../src/work/slug.ts";

describe("isSafeId()", () => {
  for (const id of ["a", "A-1", "0.x_y", "a".repeat(100)]) it(`takes "${id.slice(0, 10)}" (${id.length})`, () => assert.ok(isSafeId(id)));
  for (const id of ["", "-a", ".a", "_a", "a b", "a/b", "ä", "a\n", "..", "a".repeat(101)])
    it(`refuses ${JSON.stringify(id.slice(0, 10))} (${id.length})`, () => assert.ok(!isSafeId(id)));
});

describe("slugOf()", () => {
  for (const [title, slug] of [
    ["Fix the sum", "fix-the-sum"],
    ["  Größe & Maß: 50 %!", "grosse-mass-50"],
    ["Don't panic", "dont-panic"],
    ["Łódź, Ærø — œuvre", "lodz-aero-oeuvre"],
    ["日本語", "item"],
    ["ﬁx ½", "fix-1-2"],
    ["", "item"],
    ["../../etc/passwd", "etc-passwd"],
  ] as const) {
    it(`makes "${slug}" of ${JSON.stringify(title)}`, () => assert.equal(slugOf(title), slug));
  }

  it("gives a safe id of at most 60 characters for any title", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (title) => {
        const slug = slugOf(title);
        assert.ok(isSafeId(slug) && slug.length <= 60, slug);
      }),
    );
  });

  it("cuts a long title between words", () => {
    assert.equal(slugOf(`${"word ".repeat(20)}`), "word-".repeat(12).slice(0, -1));
  });
});

describe("nextFreeId()", () => {
  it("counts up from 2 until an id is free", () => {
    assert.equal(nextFreeId("a", new Set()), "a");
    assert.equal(nextFreeId("a", new Set(["a", "a-2"])), "a-3");
  });

  it("stays within the longest id", () => {
    const long = "x".repeat(maxIdLength);
    const id = nextFreeId(long, new Set([long]));
    assert.ok(isSafeId(id), id);
    assert.ok(id.endsWith("-2"));
  });
});
