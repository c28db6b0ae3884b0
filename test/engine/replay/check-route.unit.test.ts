import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { checkRoute } from "../../../src/engine/replay/check-route.ts";
import type { AnyEvent } from "../../../src/events/event.ts";
import type { FailureClass, Run } from "../../../src/state/run.ts";
import { Core } from "../../support/core.ts";
import { addTask, end, launch, startRun } from "../../support/core-steps.ts";

const core = new Core();
addTask(core, "T1");
const id = startRun(core);
launch(core, id);

/** A run whose attempt failed so, before anything followed. */
function failed(failure: FailureClass): Run {
  const run = core.state.runs.get(id);
  assert.ok(run);
  return { ...run, phase: "deciding", claim: { terminal: null, failure, detail: "", at: 1 } };
}
const waiting = (reason: string) => ({ type: "run.waiting", seq: 9, subject: "T1", data: { reason } }) as AnyEvent;
const blocked = (reason: string) => ({ type: "run.finished", seq: 9, subject: "T1", data: { outcome: "blocked", reason } }) as AnyEvent;

describe("checkRoute()", () => {
  it("agrees with what deciding makes of every failure that does not move the loop", () => {
    for (const failure of ["transport", "stall", "repeat", "rate_limit", "model_error", "auth", "refusal", "cost_limit"] as const) {
      const own = new Core();
      addTask(own, "T1");
      const run = startRun(own);
      launch(own, run);
      const before = own.state.runs.get(run);
      const [, followed] = end(own, run, null, { failure });
      assert.ok(before && followed);
      const at = { ...before, phase: "deciding", claim: { terminal: null, failure, detail: "", at: 1 } } as const;
      assert.equal(checkRoute(followed as AnyEvent, at, own.plan), null, failure);
    }
  });

  it("finds a wait and an end that name another failure than was reported", () => {
    assert.deepEqual(checkRoute(waiting("stall"), failed("transport"), core.plan)?.derived, "transport");
    assert.deepEqual(checkRoute(blocked("auth"), failed("billing"), core.plan)?.derived, "billing");
  });

  it("finds a wait for a failure from which the loop recovers", () => {
    assert.match(String(checkRoute(waiting("terminal_missing"), failed("terminal_missing"), core.plan)?.derived), /recovers/);
    assert.equal(checkRoute(waiting("stall"), failed("stall"), null), null);
  });

  it("takes a reason that names no failure for one that was redacted or is of something else", () => {
    assert.equal(checkRoute(blocked("visit_limit"), failed("transport"), core.plan), null);
    assert.equal(checkRoute(blocked("auth"), { ...failed("transport"), phase: "due" }, core.plan), null);
  });
});
