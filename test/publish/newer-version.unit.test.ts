import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { newerVersion } from "../../publish/newer-version.ts";

describe("newerVersion()", () => {
  const cases: [name: string, tags: string[], expected: string | null][] = [
    ["v1.0.0", [], null],
    ["v1.0.1", ["v1.0.0", "v0.9.9"], null],
    ["v1.0.0", ["v1.0.0"], null],
    ["v1.0.0", ["v1.0.1"], "v1.0.1"],
    ["v1.10.0", ["v1.9.0"], null],
    ["v1.9.0", ["v1.10.0"], "v1.10.0"],
    ["v1.0.0-rc.1", ["v1.0.0"], "v1.0.0"],
    ["v1.0.0", ["v1.0.0-rc.1"], null],
    ["v1.0.0-rc.2", ["v1.0.0-rc.10"], "v1.0.0-rc.10"],
    ["v1.0.0-rc.10", ["v1.0.0-rc.2", "v1.0.0-beta"], null],
    ["1.0.0", ["v1.0.0"], "v1.0.0"],
    ["nightly", ["v1.0.0"], null],
    ["v1.0.0", ["release-one", "v2"], null],
  ];
  for (const [name, tags, expected] of cases)
    it(`${name} beside ${tags.join(", ") || "nothing"}`, () => assert.equal(newerVersion(name, tags), expected));
});
