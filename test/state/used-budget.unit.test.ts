import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { costOf } from "../../src/state/cost-of.ts";
import { moneyOf, spendMore } from "../../src/state/spend.ts";
import { usedBudget } from "../../src/state/used-budget.ts";
import { policy } from "../support/policy.ts";

const NOW = Date.parse("2026-11-20T10:00:00.000Z");
const price = { inputPerMillion: 2, cachedPerMillion: 0.5, outputPerMillion: 10 };
const usage = (input: number, output: number, costUsd: number | null) => ({ input, cached: 0, output, reasoning: 0, costUsd });

describe("costOf()", () => {
  it("prices cached input by itself, and never less than nothing", () => {
    assert.equal(costOf({ input: 1_000_000, cached: 400_000, output: 100_000 }, price), 1.2 + 0.2 + 1);
    assert.equal(costOf({ input: 0, cached: 400_000, output: 0 }, price), 0.2);
  });
});

describe("moneyOf()", () => {
  const spent = spendMore(spendMore(undefined, "big", usage(1_000_000, 0, null)), "own", usage(5, 5, 0.25));

  it("prices what had no price when it was used at what the table says now", () => {
    assert.deepEqual(moneyOf(spent, { big: price }), { usd: 2.25, unknown: [] });
    assert.deepEqual(moneyOf(spent, { big: { perAttempt: 3 } }), { usd: 3.25, unknown: [] });
  });

  it("names what nobody knows a price of, instead of counting it as nothing", () => {
    assert.deepEqual(moneyOf(spent, { small: price }), { usd: 0.25, unknown: ["big"] });
    assert.deepEqual(moneyOf(spendMore(undefined, "big", usage(0, 0, null)), {}), { usd: 0, unknown: [] });
  });
});

describe("usedBudget()", () => {
  const day = (more: object) => ({ day: "2026-11-20", attempts: 2, ...more });
  const spent = (tokens: number, usd: number) => ({ spent: { tokens, usd, unpriced: {} } });

  it("is none without limits, and in a new day", () => {
    const much = day(spent(1e12, 1e6));
    assert.equal(usedBudget({ policy: policy({}), day: much }, NOW), null);
    const limits = policy({ attemptsPerDay: 1, usdPerDay: 1, tokensPerDay: 1 });
    assert.equal(usedBudget({ policy: limits, day: much }, NOW + 86_400_000), null);
  });

  it("tells which limit is reached: attempts, tokens, money", () => {
    const of = (limits: Parameters<typeof policy>[0], more = {}) => usedBudget({ policy: policy(limits), day: day(more) }, NOW);
    assert.deepEqual(of({ attemptsPerDay: 2 }), { budget: "attempts", limit: 2, used: 2 });
    assert.equal(of({ attemptsPerDay: 3 }), null);
    assert.deepEqual(of({ tokensPerDay: 10 }, spent(10, 0)), { budget: "tokens", limit: 10, used: 10 });
    assert.equal(of({ tokensPerDay: 11 }, spent(10, 0)), null);
    assert.deepEqual(of({ usdPerDay: 1 }, spent(0, 1)), { budget: "usd", limit: 1, used: 1 });
    assert.equal(of({ usdPerDay: 1 }, spent(0, 0.99)), null);
  });

  it("counts what is handed in beside what the state knows", () => {
    const state = { policy: policy({ usdPerDay: 1 }), day: day(spent(0, 0.6)) };
    assert.deepEqual(usedBudget(state, NOW, { name: "m", usage: usage(1, 1, 0.5) }), { budget: "usd", limit: 1, used: 1.1 });
  });

  it("says that money cannot be told where a price is missing, for a limit of the day and of an item alike", () => {
    const unpriced = day({ spent: { tokens: 3, usd: 0, unpriced: { big: { input: 2, cached: 0, output: 1, attempts: 1 } } } });
    for (const limits of [{ usdPerDay: 9 }, { usdPerItem: 9 }])
      assert.deepEqual(usedBudget({ policy: policy(limits), day: unpriced }, NOW), { budget: "unpriced", names: ["big"] });
    assert.equal(usedBudget({ policy: policy({ tokensPerDay: 9 }), day: unpriced }, NOW), null);
    assert.equal(usedBudget({ policy: policy({ usdPerDay: 9, prices: { big: price } }), day: unpriced }, NOW), null);
  });
});
