import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { masked } from "../../../publish/preflight/masked.ts";

describe("masked()", () => {
  it("takes values out of every text, the longer one first, and leaves the rest", () => {
    const data = { path: "a/key-1234.md", list: ["key-1234-long", 7, null, { message: 'in "key-1234"' }] };
    assert.deepEqual(masked(data, new Set(["key-1234", "key-1234-long", ""])), {
      path: "a/***.md",
      list: ["***", 7, null, { message: 'in "***"' }],
    });
  });

  it("gives the very same data where there is nothing to hide", () => {
    const data = { path: "a" };
    assert.equal(masked(data, new Set()), data);
  });
});
