import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { parse, stringify } from "smol-toml";
import { keyLines, lineOf } from "../../../src/work/toml/key-lines.ts";
import { keyPath } from "../../../src/work/toml/key-path.ts";

const text = `# comment with [table] and key = 1
top = "a # b = c"   # = x
multi = """
fake = 1
\\"""" # the end
literal = '''
x''' 
array = [
  1, # one
  { inner = 2, deep.er = [ 3 ] },
]
[section."quo.ted"]
a.b = { c = "}" }
'odd key' = 1979-05-27T07:32:00Z
[[list]]
name = 'x'
`;

describe("keyLines()", () => {
  it("finds every key past strings, comments, arrays, inline and nested tables", () => {
    parse(text);
    const lines = keyLines(text);
    for (const [path, line] of [
      ["top", 2],
      ["multi", 3],
      ["literal", 6],
      ["array", 8],
      ["array.inner", 10],
      ["array.deep.er", 10],
      ['section."quo.ted"', 12],
      ['section."quo.ted".a.b.c', 13],
      ['section."quo.ted"."odd key"', 14],
      ["list.name", 16],
    ] as const) {
      assert.equal(lines.get(path), line, path);
    }
    assert.ok(![...lines.keys()].some((path) => path.includes("fake")));
  });

  it("finds all keys of any document that smol-toml writes", () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: "small" },
        fc.string({ unit: "binary" }),
        fc.integer(),
        fc.boolean(),
        fc.array(fc.string(), { maxLength: 3 }),
        tie("table"),
      ),
      table: fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), tie("any"), { maxKeys: 4 }),
    }));
    fc.assert(
      fc.property(value.table, (table) => {
        const written = stringify(table);
        const lines = keyLines(written);
        const expected = pathsOf(parse(written), []);
        // An escape that JSON does not know (\\u0000 and the like are fine) may show as written.
        for (const path of expected) assert.ok(lines.has(path), `${path} in ${written}`);
      }),
      { numRuns: 200 },
    );
  });
});

describe("lineOf()", () => {
  it("falls back to the nearest table that is written", () => {
    const lines = keyLines("[a.b]\nc = 1\n");
    assert.equal(lineOf(lines, ["a", "b", "c"]), 2);
    assert.equal(lineOf(lines, ["a", "b", "missing"]), 1);
    assert.equal(lineOf(lines, ["z"]), undefined);
  });
});

function pathsOf(value: unknown, keys: string[]): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof Date) return [];
  return Object.entries(value).flatMap(([key, inner]) => [keyPath([...keys, key]), ...pathsOf(inner, [...keys, key])]);
}
