import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { plain, plainData } from "../../../src/cli/text/plain.ts";

describe("plain()", () => {
  it("makes visible whatever could steer a terminal, and keeps line ends, tabs and letters of any script", () => {
    assert.equal(plain("\u001b[2Jgone\u0007\r"), "\\x1b[2Jgone\\x07\\x0d");
    assert.equal(plain("\u009b31m \u202eevil"), "\\x9b31m \\x202eevil");
    assert.equal(plain("# T\r\nbody\r\n"), "# T\nbody\n");
    assert.equal(plain("Zürich\t→ 日本\n"), "Zürich\t→ 日本\n");
  });
});

describe("plainData()", () => {
  it("reaches every string in the data, keys included, and changes nothing else", () => {
    assert.deepEqual(plainData({ "a\u001b": ["\u001b", 1, null, { b: true }] }), { "a\\x1b": ["\\x1b", 1, null, { b: true }] });
  });
});
