import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { AttemptRecord, VisitRecord } from "../../../src/operations/history/run-record.ts";
import { usedByRun } from "../../../src/operations/history/used-by-run.ts";

const usage = (input: number, costUsd: number | null) => ({ input, cached: 1, output: 2, reasoning: 3, costUsd });
const visit = (...attempts: object[]): VisitRecord => ({ attempts: attempts as AttemptRecord[] }) as VisitRecord;

describe("usedByRun()", () => {
  it("is null where no attempt told what it used", () => {
    assert.equal(usedByRun([visit({ runner: "shell", model: null, ended: { usage: null }, lost: null })]), null);
  });

  it("adds up all attempts, lost ones too, and says whose price is missing instead of counting nothing for it", () => {
    const used = usedByRun([
      visit(
        { runner: "codex_cli", model: "big", ended: null, lost: { usage: usage(10, null) } },
        { runner: "codex_cli", model: "big", ended: { usage: usage(20, 0.5), model: "big-2" }, lost: null },
      ),
      visit({ runner: "claude_code", model: null, ended: { usage: usage(30, null) }, lost: null }),
    ]);
    assert.deepEqual(used, {
      input: 60,
      cached: 3,
      output: 6,
      reasoning: 9,
      usd: 0.5,
      unpriced: 2,
      unpricedNames: ["big", "claude_code"],
      models: ["big-2"],
    });
  });
});
