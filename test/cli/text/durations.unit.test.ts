import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { duration } from "../../../src/cli/text/durations.ts";

describe("duration()", () => {
  it("gives two units at most", () => {
    const told = [0, 850, 1234, 12_000, 185_000, 8_040_000, 360_000_000].map(duration);
    assert.deepEqual(told, ["0ms", "850ms", "1.2s", "12s", "3m 05s", "2h 14m", "4d 4h"]);
  });
});
