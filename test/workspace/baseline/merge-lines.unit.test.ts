import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { mergeLines } from "../../../src/workspace/baseline/merge-lines.ts";

const text = (...lines: string[]): string => lines.map((line) => `${line}\n`).join("");
const base = text("a", "b", "c", "d", "e");

describe("mergeLines()", () => {
  it("takes both sides' changes of different lines", () => {
    assert.equal(mergeLines(base, text("a", "B", "c", "d", "e"), text("a", "b", "c", "d", "E", "f")), text("a", "B", "c", "d", "E", "f"));
  });

  it("takes a change that both made once", () => {
    assert.equal(mergeLines(base, text("a", "x", "c", "d", "e"), text("a", "x", "c", "d", "e")), text("a", "x", "c", "d", "e"));
  });

  it("takes a removal on one side", () => {
    assert.equal(mergeLines(base, text("a", "c", "d", "e"), text("a", "b", "c", "d", "e", "f")), text("a", "c", "d", "e", "f"));
  });

  it("gives up where both changed the same line differently", () => {
    assert.equal(mergeLines(base, text("a", "x", "c", "d", "e"), text("a", "y", "c", "d", "e")), null);
  });

  it("gives up where one removed what the other changed", () => {
    assert.equal(mergeLines(base, text("a", "c", "d", "e"), text("a", "y", "c", "d", "e")), null);
  });

  it("tells a missing line end at the end from a present one", () => {
    assert.equal(mergeLines("a\nb", "a\nb", "a\nb\n"), "a\nb\n");
    assert.equal(mergeLines("a\nb", "a\nc", "a\nb\n"), null);
  });

  it("keeps mine when the other changed nothing, and theirs when I changed nothing", () => {
    const mine = text("0", "a", "c", "z");
    assert.equal(mergeLines(base, mine, base), mine);
    assert.equal(mergeLines(base, base, mine), mine);
    assert.equal(mergeLines("", mine, ""), mine);
  });
});
