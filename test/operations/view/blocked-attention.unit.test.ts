import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { blockedAttention } from "../../../src/operations/view/blocked-attention.ts";
import { Core } from "../../support/core.ts";
import { addTask, end, launch, startRun } from "../../support/core-steps.ts";
import { policy } from "../../support/policy.ts";
import { shippedPlan } from "../../support/shipped-plan.ts";

type Failure = NonNullable<NonNullable<Parameters<typeof end>[3]>["failure"]>;

/** What an operator is told of an item whose first attempt, by codex, failed so for good. */
function told(failure: Failure, changes: Parameters<typeof policy>[0] = {}) {
  const core = new Core(
    shippedPlan((plan) => {
      plan.limits = { ...plan.limits, retriesPerVisit: 0 };
    }),
  );
  core.does({ type: "changePolicy", policy: policy(changes) });
  addTask(core, "T1");
  const run = startRun(core);
  launch(core, run, "codex_cli");
  end(core, run, null, { failure, usage: { input: 1, cached: 0, output: 1, reasoning: 0, costUsd: 5 } });
  const [item, last] = [core.state.items.get("T1"), core.state.finishedRuns.get(run)];
  assert.ok(item && last);
  return blockedAttention(item, last, core.state.policy);
}

describe("blockedAttention()", () => {
  it("says for a login what is to be typed, login and all", () => {
    const { command, why } = told("auth");
    assert.equal(command, "codex login && millrace unblock T1");
    assert.match(why, /^auth \(run T1-1\); log in to codex_cli/);
  });

  for (const failure of [
    "billing",
    "rate_limit",
    "transport",
    "model_error",
    "spawn_failed",
    "stall",
    "repeat",
    "token_limit",
    "cost_limit",
    "refusal",
  ] as const) {
    it(`says for ${failure} what has to be done before the item is let go on`, () => {
      const { command, why } = told(failure);
      assert.equal(command, "millrace unblock T1");
      assert.match(why, new RegExp(`^${failure} \\(run T1-1\\); \\w+`));
    });
  }

  it("begins the count anew where runs or money are used up, because nothing else lets the item go on", () => {
    assert.equal(told("billing", { runsPerItem: 1 }).command, "millrace unblock T1 --reset");
    assert.equal(told("billing", { usdPerItem: 5 }).command, "millrace unblock T1 --reset");
    assert.equal(told("billing", { usdPerItem: 6 }).command, "millrace unblock T1");
  });
});
