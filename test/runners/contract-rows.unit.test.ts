import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { contractRows } from "./support/contract-rows.ts";

describe("contractRows()", () => {
  it("has a row for each case and a column for each adapter, and hides nothing that failed or was not run", () => {
    const rows = contractRows([
      { adapter: "acp", name: "a case", result: "failed", seconds: 1 },
      { adapter: "shell", name: "a case", result: "passed", seconds: 0.25 },
      { adapter: "acp", name: "another", result: "skipped", seconds: 0 },
    ]).map((row) => row.trim().split(/ {2,}/));
    assert.deepEqual(rows, [
      ["case", "shell", "acp"],
      ["a case", "0.3 s", "failed"],
      ["another", "–", "skipped"],
    ]);
  });
});
