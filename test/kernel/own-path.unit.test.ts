import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { ownPath } from "../../src/kernel/own-path.ts";

describe("ownPath()", () => {
  for (const [path, left] of [
    ["/w/node_modules/.bin:/node_modules/.bin:/usr/bin:/bin", "/node_modules/.bin:/usr/bin:/bin"],
    ["/w:/w/bin:/ws/bin:/usr/bin", "/ws/bin:/usr/bin"],
    [".::bin:/usr/bin:", "/usr/bin"],
    ["", ""],
    [undefined, ""],
  ] as const)
    it(`of ${JSON.stringify(path ?? null)} leaves ${JSON.stringify(left)} for /w`, () => assert.equal(ownPath(path, "/w"), left));
});
