import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { type Upcasters, upcast, upcasters } from "../../src/events/upcast.ts";

const steps: Upcasters = new Map([
  ["item.sized@1", (data) => [data, "second"]],
  ["item.sized@2", (data) => [data, "third"]],
]);

describe("upcast()", () => {
  it("applies each step from the written version to the wanted one", () => {
    assert.deepEqual(upcast(steps, "item.sized", 1, 3, "first"), { data: [["first", "second"], "third"] });
    assert.deepEqual(upcast(steps, "item.sized", 2, 3, "x"), { data: ["x", "third"] });
  });

  it("leaves the newest version alone", () => assert.deepEqual(upcast(upcasters, "item.sized", 3, 3, "x"), { data: "x" }));

  it("gives null when a step is missing", () => {
    assert.equal(upcast(steps, "item.sized", 1, 4, "x"), null);
    assert.equal(upcast(upcasters, "item.sized", 1, 2, "x"), null);
  });
});
