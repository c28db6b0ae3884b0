import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { nearest, suggest } from "../../../machines/loop/check/nearest.ts";

describe("nearest()", () => {
  it("finds a name with up to a third of its letters wrong, whatever their case", () => {
    assert.equal(nearest("chekcer", ["checker", "fixer"]), "checker");
    assert.equal(nearest("Fixer", ["checker", "fixer"]), "fixer");
    assert.equal(nearest("doner", ["done"]), "done");
    assert.equal(nearest("abcdef", ["abcxyz"]), null);
    assert.equal(nearest("x", ["yz"]), null);
  });
});

describe("suggest()", () => {
  it("names the nearest, else all in order, else that there is none", () => {
    assert.equal(suggest("fixr", ["fixer", "checker"]), 'Did you mean "fixer"?');
    assert.equal(suggest("planner", ["fixer", "checker"]), "Known: checker, fixer.");
    assert.equal(suggest("planner", []), "None is declared.");
  });
});
