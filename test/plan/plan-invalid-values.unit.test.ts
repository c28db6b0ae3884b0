import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { MillraceError } from "../../src/kernel/errors/millrace-error.ts";
import { planInvalidValues } from "../../src/plan/plan-invalid-values.ts";
import type { PlanProblem } from "../../src/plan/problem.ts";

const problem: PlanProblem = {
  code: "config.unknown-key",
  path: "loops.tasks",
  message: "Unknown",
  fix: 'Did you mean "task"?',
  file: "m.toml",
};

describe("planInvalidValues()", () => {
  it("makes an error that names the command for all problems, with the mode that was asked for", () => {
    const fix = (asked?: string) =>
      new MillraceError("plan.invalid", planInvalidValues({ problems: [problem], ...(asked ? { asked } : {}) })).fix;
    assert.equal(fix(), 'Did you mean "task"? All problems: millrace compile validate');
    assert.equal(fix("m"), 'Did you mean "task"? All problems: millrace compile validate --mode m');
  });
});
