import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { matchingPaths } from "../../src/kernel/matching-paths.ts";

describe("matchingPaths()", () => {
  const cases: [glob: string, yes: string[], no: string[]][] = [
    ["test", ["test", "test/a", "test/.b/c"], ["tests", "src/test", "atest"]],
    ["test/", ["test/a"], ["testing/a"]],
    ["./test/**", ["test/a", "test/a/b"], ["test"]],
    ["/ci.toml", ["ci.toml"], ["x/ci.toml"]],
    ["**/*.test.ts", ["a.test.ts", "a/b.test.ts", ".x/b.test.ts"], ["a.test.tsx", "atest.ts"]],
    ["**/fixtures/**", ["fixtures/a", "x/y/fixtures/a/b"], ["fixtures", "x/fixtures2/a"]],
    ["src/*.ts", ["src/a.ts", "src/.ts", "src/a.ts/below"], ["src/a/b.ts", "src/ats"]],
    ["src/**/a.ts", ["src/a.ts", "src/x/a.ts", "src/x/y/a.ts"], ["src/xa.ts", "a.ts"]],
    [".*/run", [".ci/run", ".github/run"], ["ci/run"]],
    ["a?c", ["abc", "a.c", "aüc", "a😀c"], ["ac", "a/c", "abbc"]],
    ["[a-c]x", ["ax", "cx"], ["dx", "-x"]],
    ["[!a]x", ["bx"], ["ax", "/x"]],
    ["{a,b/c}.{ts,js}", ["a.ts", "b/c.js"], ["c.js", "a,b"]],
    ["a,b", ["a,b"], ["a", "b"]],
    ["a}", ["a}"], ["a"]],
    ["\\*\\{", ["*{"], ["a{", "x"]],
    ["a.b+c(d)|^$", ["a.b+c(d)|^$"], ["axb+c(d)|^$"]],
    ["**", ["a", "a/b", ".x/y"], []],
    ["line\n*", ["line\nend"], ["line end"]],
  ];
  for (const [glob, yes, no] of cases) {
    it(`takes ${JSON.stringify(glob)} for ${JSON.stringify(yes)} and not for ${JSON.stringify(no)}`, () => {
      assert.deepEqual(matchingPaths([glob], [...yes, ...no]), yes);
    });
  }

  it("gives each path once, in order, and none without globs", () => {
    assert.deepEqual(matchingPaths(["b*", "*b"], ["b", "a", "ab"]), ["b", "ab"]);
    assert.deepEqual(matchingPaths([], ["a"]), []);
  });

  it("throws a RangeError that names a glob which cannot be read", () => {
    for (const glob of ["{a", "[z-a]"])
      assert.throws(() => matchingPaths([glob], []), { name: "RangeError", message: new RegExp(`"\\${glob.slice(0, 1)}`) });
  });

  it("answers soon for a path made to be slow", () => {
    const start = performance.now();
    assert.deepEqual(matchingPaths(["**/*.test.*", "**/*a*a*b"], [Array(15).fill("a".repeat(255)).join("/"), "x".repeat(255)]), []);
    assert.ok(performance.now() - start < 2000);
  });
});
