import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { costBy, newSpending } from "../../../src/runners/watch/spending.ts";

const usage = (input: number, costUsd: number | null = null) => ({ input, cached: 10, output: 5, reasoning: 1, costUsd });

describe("newSpending()", () => {
  it("adds up the answers, and counts one that is told again once", () => {
    const spending = newSpending();
    assert.equal(spending.total(), null);
    spending.take({ type: "spent", answer: "a", usage: usage(100) });
    spending.take({ type: "spent", answer: "b", usage: usage(20) });
    spending.take({ type: "spent", answer: "b", usage: usage(200) });
    spending.take({ type: "text", text: "so" });
    assert.deepEqual(spending.total(), { input: 300, cached: 20, output: 10, reasoning: 2, costUsd: null });
    spending.take({ type: "spent", usage: usage(1) });
    spending.take({ type: "spent", usage: usage(1) });
    assert.equal(spending.total()?.input, 302);
  });

  it("knows the cost only while every part of it is known", () => {
    const spending = newSpending();
    spending.take({ type: "spent", usage: usage(1, 0.5) });
    spending.take({ type: "spent", usage: usage(1, 0.25) });
    assert.equal(spending.total()?.costUsd, 0.75);
    spending.take({ type: "spent", usage: usage(1) });
    assert.equal(spending.total()?.costUsd, null);
  });
});

describe("costBy()", () => {
  it("reckons by the price, cached input apart, and else says what the harness says", () => {
    const price = { inputPerMillion: 3, cachedPerMillion: 0.3, outputPerMillion: 15 };
    const used = { input: 1_000_000, cached: 400_000, output: 100_000, reasoning: 0, costUsd: 9 };
    assert.equal(costBy(used, price), 0.6 * 3 + 0.4 * 0.3 + 0.1 * 15);
    assert.equal(costBy(used, null), 9);
    assert.equal(costBy({ ...used, costUsd: null }, null), null);
  });
});
