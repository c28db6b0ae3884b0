import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { lineageOf } from "../../src/state/lineage.ts";
import { descendants, rootOf } from "../../src/state/root-of.ts";
import { Fold } from "./support/fold.ts";

/** Queued tasks by id, each with the root that it names. */
const family = (roots: Record<string, string | null>): Fold => {
  const fold = new Fold();
  for (const [id, root] of Object.entries(roots)) fold.addTask(id, { root });
  return fold;
};
const repair = (item: string, from: string, to: string) => ({ item, from, to });
const doubt = (item: string, root: string, why: "unknown" | "cycle") => ({ item, root, why });

describe("lineageOf()", () => {
  it("finds nothing where roots are named rightly, or not at all", () => {
    assert.deepEqual(lineageOf(family({ S: null, a: "S", own: "own", b: "own" }).state.items, null), { repairs: [], doubts: [] });
  });

  it("follows a chain to its end, and doubts what ends nowhere or in a circle", () => {
    const { items } = family({ S: null, a: "S", b: "a", c: "b", lost: "gone", below: "lost", x: "y", y: "x", z: "x" }).state;
    assert.deepEqual(lineageOf(items, null), {
      repairs: [repair("b", "a", "S"), repair("c", "b", "S")],
      doubts: [
        doubt("lost", "gone", "unknown"),
        doubt("below", "lost", "unknown"),
        doubt("x", "y", "cycle"),
        doubt("y", "x", "cycle"),
        doubt("z", "x", "cycle"),
      ],
    });
  });

  it("looks only at one root when it is told to", () => {
    const { items } = family({ S: null, R: null, a: "S", b: "a", c: "R", d: "c", e: "gone", f: "gone2" }).state;
    assert.deepEqual(lineageOf(items, "R"), { repairs: [repair("d", "c", "R")], doubts: [] });
    assert.deepEqual(lineageOf(items, "gone"), { repairs: [], doubts: [doubt("e", "gone", "unknown")] });
  });

  it("looks at queued and blocked items alone", () => {
    for (const [phase, found] of [
      ["queued", 1],
      ["blocked", 1],
      ["active", 0],
      ["done", 0],
      ["cancelled", 0],
    ] as const) {
      const fold = family({ S: null, a: "S", b: "a" });
      fold.item("b").phase = phase;
      assert.equal(lineageOf(fold.state.items, null).repairs.length, found, phase);
    }
  });
});

describe("rootOf() and descendants()", () => {
  it("tell the root that an item names, else itself, and who names it", () => {
    const fold = family({ S: "S", a: "S", b: "S", c: null });
    assert.deepEqual(
      ["S", "a", "c"].map((id) => rootOf(fold.item(id))),
      ["S", "S", "c"],
    );
    assert.deepEqual(
      descendants(fold.state, "S").map(({ id }) => id),
      ["a", "b"],
    );
  });
});
