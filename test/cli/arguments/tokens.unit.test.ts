import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { tokensOf } from "../../../src/cli/arguments/tokens.ts";

describe("tokensOf()", () => {
  it("tells options from words, and takes a value after =", () => {
    assert.deepEqual(tokensOf(["add-task", "--run=a=b", "-q"]), [
      { type: "word", text: "add-task" },
      { type: "option", flag: "--run", value: "a=b" },
      { type: "option", flag: "-q", value: undefined },
    ]);
  });

  it("takes a dash, negative numbers and everything after -- as words", () => {
    assert.deepEqual(
      tokensOf(["-", "-3", "--", "--not-an-option"]).map((token) => token.type === "word" && token.text),
      ["-", "-3", "--not-an-option"],
    );
  });
});
