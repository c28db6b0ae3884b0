import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { z } from "zod";
import { rendered } from "../../src/cli/renderers.ts";
import { describeOperation } from "../../src/operations/describe-operation.ts";
import { inputSchema } from "../../src/operations/input-schema.ts";
import { registry } from "../../src/operations/registry.ts";

describe("registry", () => {
  it("has each name, path and alias once", () => {
    const names = registry.map(({ name }) => name);
    const ways = registry.flatMap(({ path, aliases = [] }) => [
      path.join(" "),
      ...aliases.map(({ words, flag = "" }) => `${words.join(" ")} ${flag}`),
    ]);
    assert.deepEqual(new Set(names).size, names.length);
    assert.deepEqual(new Set(ways).size, ways.length);
  });

  it("has a text for people for every operation, and for nothing else", () => {
    assert.deepEqual([...rendered].sort(), registry.map(({ name }) => name).sort());
  });

  for (const entry of registry) {
    it(`loads ${entry.name} with fitting facts, schemas and example`, async () => {
      const operation = await entry.load();
      assert.equal(operation.name, entry.name);
      assert.equal(operation.scope, operation.effect === "read" ? "observe" : "control");
      assert.match(entry.summary, /^[A-Z].*[^.]$/);
      assert.deepEqual(inputSchema(operation, z).partial().safeParse(operation.example).error, undefined);
      const { input, output } = describeOperation(entry, operation);
      assert.equal((input as { type: string }).type, "object");
      assert.equal((output as { type: string }).type, "object");
    });

    it(`gives positional parameters of ${entry.name} places without a gap, required ones first`, async () => {
      const places = Object.values((await entry.load()).params).filter(({ positional }) => positional !== undefined);
      const sorted = places.sort((a, b) => (a.positional ?? 0) - (b.positional ?? 0));
      assert.deepEqual(
        sorted.map(({ positional }) => positional),
        sorted.map((_, index) => index),
      );
      const firstOptional = sorted.findIndex(({ required }) => !required);
      assert.ok(firstOptional === -1 || sorted.slice(firstOptional).every(({ required }) => !required));
    });
  }
});
