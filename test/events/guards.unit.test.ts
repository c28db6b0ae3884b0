import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { eventTypes } from "../../src/events/catalogue.ts";
import { generateGuards } from "../../src/events/generate-guards.ts";
import { eventGuards } from "../../src/events/guards.generated.ts";
import { fitting } from "./schema-arbitrary.ts";

/** Every place in a JSON value, as the members that lead to it. */
function places(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.keys(value).flatMap((key) => places((value as Record<string, unknown>)[key], [...path, key]))];
}

/** A copy of a JSON value with another value, or none, at a place. */
function replaced(value: unknown, [key, ...rest]: string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  if (rest.length === 0 && by === undefined && !Array.isArray(value)) delete copy[key];
  else copy[key] = replaced(copy[key], rest, by);
  return copy;
}

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }),
  fc.constantFrom(undefined, null, -1, 0, 1.5, 2 ** 53, "", "x".repeat(64), [], {}, true),
);

describe("guards.generated.ts", () => {
  it("is what `bun src/events/generate-guards.ts` writes", () => {
    for (const [path, text] of generateGuards()) {
      const written = readFileSync(join(import.meta.dirname, "../../src/events", path), "utf8");
      assert.ok(written === text, `${path} is not current: run bun src/events/generate-guards.ts`);
    }
  });

  it("knows every type of the catalogue, its version and whether it is critical", () => {
    const known = [...eventGuards].map(([name, guard]) => [name, guard.version, guard.critical]);
    assert.deepEqual(
      known,
      Object.values(eventTypes).map((type) => [type.type, type.version, type.critical]),
    );
  });

  for (const [name, type] of Object.entries(eventTypes)) {
    it(`${name}: agrees with the schema on data that fits and on data with one member changed`, () => {
      const check = eventGuards.get(name)?.check ?? assert.fail("no guard");
      fc.assert(
        fc.property(fitting(type.data), fc.nat(), odd, (data, pick, other) => {
          assert.equal(check(data), null);
          const all = places(data);
          const changed = replaced(data, all[pick % all.length] ?? [], other);
          const problem = check(changed);
          assert.equal(problem === null, type.data.safeParse(changed).success, `${JSON.stringify(changed)}: ${problem}`);
          if (problem !== null) assert.match(problem, /^data.*: expected /);
        }),
        { numRuns: 150 },
      );
    });
  }
});
