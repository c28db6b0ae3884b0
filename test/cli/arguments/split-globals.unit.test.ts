import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { splitGlobals } from "../../../src/cli/arguments/split-globals.ts";
import { tokensOf } from "../../../src/cli/arguments/tokens.ts";

describe("splitGlobals()", () => {
  it("takes global options out wherever they stand and leaves all else in order", () => {
    const { globals, rest } = splitGlobals(tokensOf(["--workspace", "/w", "status", "--json", "--tail", "3", "-q"]));
    assert.deepEqual([globals.workspace, globals.json, globals.quiet, globals.help], ["/w", true, true, false]);
    assert.deepEqual(
      rest.map((token) => (token.type === "word" ? token.text : token.flag)),
      ["status", "--tail", "3"],
    );
  });

  it("leaves what comes after -- alone", () => {
    const { globals, rest } = splitGlobals(tokensOf(["add-task", "--", "--json"]));
    assert.equal(globals.json, false);
    assert.deepEqual(rest.at(-1), { type: "word", text: "--json" });
  });

  it("refuses --workspace without a value", () => {
    assert.throws(() => splitGlobals(tokensOf(["status", "--workspace", "--json"])), { code: "cli.missing" });
  });
});
