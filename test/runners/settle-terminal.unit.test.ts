import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { settleTerminal } from "../../src/runners/settle-terminal.ts";
import { terminalMarkers } from "../../src/runners/terminal-markers.ts";

const legal = ["CHECKER_PASS", "FIX_NEEDED", "BLOCKED"];
const settle = (structured: string | string[] | null, markers: string[]) => {
  const { claimed, failure } = settleTerminal([structured ?? []].flat(), markers, legal);
  return [claimed, failure];
};

describe("settleTerminal()", () => {
  it("takes the file, the last marker, or nothing", () => {
    assert.deepEqual(settle("BLOCKED", []), ["BLOCKED", null]);
    assert.deepEqual(settle(null, ["NOTES", "FIX_NEEDED"]), ["FIX_NEEDED", null]);
    assert.deepEqual(settle(null, []), [null, "terminal_missing"]);
  });

  it("accepts one voice said twice", () => {
    assert.deepEqual(settle("BLOCKED", ["BLOCKED"]), ["BLOCKED", null]);
    assert.deepEqual(settle(null, ["BLOCKED", "BLOCKED"]), ["BLOCKED", null]);
  });

  it("refuses contradictions between file and markers, and among markers", () => {
    assert.deepEqual(settle("CHECKER_PASS", ["FIX_NEEDED"]), ["CHECKER_PASS", "terminal_conflicting"]);
    assert.deepEqual(settle(null, ["FIX_NEEDED", "CHECKER_PASS"]), ["CHECKER_PASS", "terminal_conflicting"]);
  });

  it("takes structured results first, and refuses two that differ", () => {
    assert.deepEqual(settle(["BLOCKED", "BLOCKED"], ["NOTES"]), ["BLOCKED", null]);
    assert.deepEqual(settle(["BLOCKED", "FIX_NEEDED"], []), ["BLOCKED", "terminal_conflicting"]);
    assert.deepEqual(settle(["BLOCKED", "NOT_LEGAL"], ["BLOCKED"]), ["BLOCKED", "terminal_conflicting"]);
  });

  it("refuses what is not legal, in the file or as the last marker", () => {
    assert.deepEqual(settle("BUILDER_COMPLETE", []), ["BUILDER_COMPLETE", "terminal_illegal"]);
    assert.deepEqual(settle(null, ["CHECKER_PASS", "NOTES"]), ["NOTES", "terminal_illegal"]);
  });
});

describe("terminalMarkers()", () => {
  it("reads whole lines of three hashes and one token only", () => {
    const text = "### ONE\n###   TWO_2  \r\n#### NO\n ### NO\n### no\n### NO NO\n###NO\ntext ### NO\n### LAST";
    assert.deepEqual(terminalMarkers(text), ["ONE", "TWO_2", "LAST"]);
  });
});
