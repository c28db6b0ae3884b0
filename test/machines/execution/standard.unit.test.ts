import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { executionStandard } from "../../../machines/execution/standard.ts";
import { proveLoop } from "../../../machines/loop/proof/prove-loop.ts";
import { compiled, frozen, walk } from "../support.ts";

const loop = compiled(frozen(executionStandard));
const task = (terminals: string, counters = {}) => walk(loop, "task", terminals.split(" "), counters).join(" ");

describe("executionStandard", () => {
  it("needs at most 17 attempts", () => {
    assert.deepEqual(proveLoop(loop).bounds, { task: 17 });
  });

  it("builds, checks and updates", () => {
    assert.equal(task("BUILDER_COMPLETE CHECKER_PASS UPDATE_COMPLETE"), "builder checker updater done:updater_complete");
  });

  it("fixes what the checker rejects, and checks it doubly", () => {
    const path = task("BUILDER_COMPLETE FIX_NEEDED FIXER_COMPLETE DOUBLECHECK_PASS UPDATE_COMPLETE");
    assert.equal(path, "builder checker fixer doublechecker updater done:updater_complete");
  });

  it("recovers when the fixes are used up, and then builds anew", () => {
    const path = task("BUILDER_COMPLETE FIX_NEEDED FIXER_COMPLETE FIX_NEEDED FIXER_COMPLETE FIX_NEEDED TROUBLESHOOT_COMPLETE");
    assert.equal(path, "builder checker fixer doublechecker fixer doublechecker troubleshooter builder");
  });

  it("ends a check that fails for ever", () => {
    const path = task(
      "BUILDER_COMPLETE FIX_NEEDED FIXER_COMPLETE FIX_NEEDED FIXER_COMPLETE FIX_NEEDED TROUBLESHOOT_COMPLETE BUILDER_COMPLETE FIX_NEEDED " +
        "TROUBLESHOOT_COMPLETE BUILDER_COMPLETE FIX_NEEDED CONSULT_COMPLETE TROUBLESHOOT_COMPLETE BUILDER_COMPLETE FIX_NEEDED",
    );
    assert.ok(path.endsWith("consultant troubleshooter builder checker blocked:recovery_exhausted"), path);
  });

  for (const [stage, before] of Object.entries({
    builder: "",
    checker: "BUILDER_COMPLETE ",
    fixer: "BUILDER_COMPLETE FIX_NEEDED ",
    doublechecker: "BUILDER_COMPLETE FIX_NEEDED FIXER_COMPLETE ",
    updater: "BUILDER_COMPLETE CHECKER_PASS ",
  })) {
    it(`resumes a blocked ${stage} where it was`, () => {
      assert.ok(task(`${before}BLOCKED TROUBLESHOOT_COMPLETE`).endsWith(`${stage} troubleshooter ${stage}`));
      assert.ok(task(`${before}BLOCKED BLOCKED TROUBLESHOOT_COMPLETE`).endsWith(`${stage} troubleshooter troubleshooter ${stage}`));
    });
  }

  it("asks the consultant once, after the troubleshooter is used up", () => {
    assert.equal(task("BLOCKED BLOCKED BLOCKED BLOCKED"), "builder troubleshooter troubleshooter consultant blocked:consultant_blocked");
    assert.equal(
      task("BLOCKED BLOCKED BLOCKED CONSULT_COMPLETE BLOCKED"),
      "builder troubleshooter troubleshooter consultant troubleshooter blocked:recovery_exhausted",
    );
    assert.equal(
      task("BLOCKED BLOCKED BLOCKED NEEDS_PLANNING"),
      "builder troubleshooter troubleshooter consultant handoff:consultant_needs_planning",
    );
  });

  it("blocks at once when the item's recovery was used up by earlier runs", () => {
    assert.equal(task("BLOCKED", { troubleshoots: 2, consults: 1 }), "builder blocked:recovery_exhausted");
  });
});
