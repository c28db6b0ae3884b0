import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { lineSplitter } from "../../../src/runners/drive/line-splitter.ts";

const encoder = new TextEncoder();

function split(pieces: readonly (string | Uint8Array)[], most = 1000): [string, boolean][] {
  const lines: [string, boolean][] = [];
  const take = lineSplitter(most, (bytes, whole) => lines.push([new TextDecoder().decode(bytes), whole]));
  for (const piece of pieces) take(typeof piece === "string" ? encoder.encode(piece) : piece);
  return lines;
}

describe("lineSplitter()", () => {
  it("ends lines at LF only: CR, U+2028 and U+0085 stand inside of them", () => {
    assert.deepEqual(split(["a\u2028b\rc\u0085\nd\r\n\n"]), [
      ["a\u2028b\rc\u0085", true],
      ["d\r", true],
      ["", true],
    ]);
  });

  it("puts together what comes in pieces, also within a character", () => {
    const bytes = encoder.encode("é🦀x\ny\n");
    for (let at = 0; at <= bytes.length; at++) {
      assert.deepEqual(
        split([bytes.subarray(0, at), bytes.subarray(at)]).map(([line]) => line),
        ["é🦀x", "y"],
        `cut at ${at}`,
      );
    }
  });

  it("keeps only the beginning of a line that is too long, and goes on after it", () => {
    assert.deepEqual(split(["0123456789abc", "def\nnext\n"], 10), [
      ["0123456789", false],
      ["next", true],
    ]);
    assert.deepEqual(split(["0123456789\n01234567890\n"], 10), [
      ["0123456789", true],
      ["0123456789", false],
    ]);
  });

  it("does not take what has no end for a line", () => {
    assert.deepEqual(split(["one\ntwo"]), [["one", true]]);
  });
});
