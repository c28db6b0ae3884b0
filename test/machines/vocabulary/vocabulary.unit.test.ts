import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { actionEntries, guardEntries } from "../../../machines/vocabulary/catalogue.ts";
import { checkParams, isParam } from "../../../machines/vocabulary/check-params.ts";
import type { LoopContext } from "../../../machines/vocabulary/context.ts";
import type { Params } from "../../../machines/vocabulary/entry.ts";

const context = (counters: Record<string, number> = {}, remembered: string | null = null): LoopContext => ({ counters, remembered });
const holds = (key: string, at: LoopContext, params: Params) => guardEntries.get(key)?.holds(at, params);
const apply = (key: string, at: LoopContext, params: Params) => actionEntries.get(key)?.apply(at, params);

describe("vocabulary", () => {
  it("keeps every fingerprint that was ever frozen into a plan", () => {
    const fingerprints = [...guardEntries.values(), ...actionEntries.values()].map((entry) => entry.fingerprint);
    assert.deepEqual(fingerprints, [
      "counterBelow@1(counter:counter,limit:limit) counters[counter] (absent is 0) < limit",
      "remembered@1(stage:stage) remembered = stage",
      "count@1(counter:counter) counters[counter] := counters[counter] (absent is 0) + 1",
      "resetCounter@1(counter:counter) counters[counter] := 0",
      "remember@1(stage:stage) remembered := stage",
      "forget@1() remembered := null",
    ]);
  });

  it("counterBelow@1 holds below the limit, not at it, and counts an absent counter as zero", () => {
    const params = { counter: "fixCycles", limit: 2 };
    assert.equal(holds("counterBelow@1", context({ fixCycles: 1 }), params), true);
    assert.equal(holds("counterBelow@1", context({ fixCycles: 2 }), params), false);
    assert.equal(holds("counterBelow@1", context(), params), true);
    assert.equal(holds("counterBelow@1", context(), { ...params, limit: 0 }), false);
  });

  it("counterBelow@1 does not take an inherited property for a counter", () => {
    assert.equal(holds("counterBelow@1", context(), { counter: "constructor", limit: 1 }), true);
    assert.deepEqual(apply("count@1", context(), { counter: "constructor" })?.counters, { constructor: 1 });
  });

  it("count@1 and resetCounter@1 change one counter of a copy", () => {
    const before = context({ a: 1, b: 5 }, "checker");
    assert.deepEqual(apply("count@1", before, { counter: "a" }), context({ a: 2, b: 5 }, "checker"));
    assert.deepEqual(apply("resetCounter@1", before, { counter: "b" }), context({ a: 1, b: 0 }, "checker"));
    assert.deepEqual(before, context({ a: 1, b: 5 }, "checker"));
  });

  it("remember@1, remembered@1 and forget@1 keep one stage", () => {
    const noted = apply("remember@1", context({ a: 1 }), { stage: "fixer" });
    assert.deepEqual(noted, context({ a: 1 }, "fixer"));
    assert.equal(holds("remembered@1", context({}, "fixer"), { stage: "fixer" }), true);
    assert.equal(holds("remembered@1", context({}, "fixer"), { stage: "checker" }), false);
    assert.deepEqual(apply("forget@1", context({}, "fixer"), {}), context());
  });
});

describe("checkParams()", () => {
  it("names a missing, an ill-typed and an unknown parameter", () => {
    assert.deepEqual(checkParams({ counter: "counter", limit: "limit" }, { limit: -1, size: 3 }), [
      'parameter "counter" is missing, not a counter',
      'parameter "limit" is -1, not a limit',
      'parameter "size" is not known',
    ]);
    assert.deepEqual(checkParams({ counter: "counter", limit: "limit" }, { counter: "fixCycles", limit: 2 }), []);
  });
});

describe("isParam()", () => {
  it("takes whole limits up to 1000, and names that are safe as keys", () => {
    assert.deepEqual(
      [0, 1000, 1001, 1.5, "2", Number.NaN].map((value) => isParam("limit", value)),
      [true, true, false, false, false, false],
    );
    assert.equal(isParam("stage", "__proto__"), false);
    assert.equal(isParam("counter", "fix-cycles"), false);
  });
});
