import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { boundedText } from "../../src/runners/bounded-text.ts";

describe("boundedText()", () => {
  it("leaves a text that fits", () => {
    assert.equal(boundedText("ünï 🦀", 11), "ünï 🦀");
  });

  it("cuts between characters and stays within the bytes", () => {
    for (const text of ["x".repeat(50), "é".repeat(50), "漢".repeat(50), "🦀".repeat(50), `a${"🦀".repeat(50)}`]) {
      for (let bytes = 4; bytes < 40; bytes++) {
        const cut = boundedText(text, bytes);
        assert.ok(new TextEncoder().encode(cut).length <= bytes, `${cut} in ${bytes}`);
        assert.ok(cut.endsWith("…") && text.startsWith(cut.slice(0, -1)), cut);
      }
    }
  });

  it("makes half a surrogate whole", () => {
    assert.equal(boundedText("a\ud83e", 20), "a\ufffd");
  });
});
