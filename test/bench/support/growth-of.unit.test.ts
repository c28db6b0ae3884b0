import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { type Cost, growthOf } from "./growth-of.ts";

const costs = (cost: (size: number) => number): Cost[] => [10, 100, 1_000, 10_000].map((size) => ({ size, millis: cost(size) }));

describe("growthOf()", () => {
  it("gives 1 for what grows as its input does, and less beside a fixed cost", () => {
    assert.equal(growthOf(costs((size) => size / 10)).power.toFixed(3), "1.000");
    assert.ok(growthOf(costs((size) => 500 + size / 10)).power < 1);
  });

  it("finds the one step that is steeper", () => {
    const { power, from, to } = growthOf(costs((size) => (size > 1_000 ? size ** 2 / 1_000 : size)));
    assert.deepEqual([power.toFixed(1), from, to], ["2.0", 1_000, 10_000]);
    assert.ok(growthOf(costs((size) => size ** 2)).power > 1.99);
  });

  it("says nothing of what takes no time", () => assert.equal(growthOf(costs(() => 0.001)).power, 0));
});
