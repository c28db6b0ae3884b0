import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";

/** Incidents of other systems, by their number in our catalogue of failures: each is a test here, so that it cannot come back unseen. */
const NUMBERS = [1, 2, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 22, 23, 24, 25, 26, 27, 28, 29, 30];

/** The names that `it` and `describe` are given, in every test file. */
function testNames(): string[] {
  const root = join(import.meta.dirname, "..");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".test.ts"))
    .flatMap((path) => [...readFileSync(join(root, path), "utf8").matchAll(/\b(?:it|describe)\(\s*(["`])(.*?)\1/g)])
    .map(([, , name = ""]) => name);
}

describe("the catalogue of failures", () => {
  const names = testNames();

  it("finds test names at all", () => assert.ok(names.length > 500, `${names.length}`));

  for (const number of NUMBERS) {
    it(`has number ${number} in the name of a test`, () => {
      const mark = new RegExp(`\\bF${number}\\b`);
      assert.ok(
        names.some((name) => mark.test(name)),
        `no test bears F${number}`,
      );
    });
  }
});
