import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { State } from "../../../src/state/state.ts";
import { Core } from "../../support/core.ts";
import { policy } from "../../support/policy.ts";
import { PLAN } from "../../support/shipped-plan.ts";

type Event = "STARTED" | "STOPPED" | "PAUSED" | "RESUMED" | "STOP_REQUESTED";
const move = (event: Event, source: string | null = null) => ({ type: "moveRuntime", event, source, reason: "why" }) as const;
const told = (from: string, event: Event, to: string, source: string | null) => [
  { type: "runtime.moved", actor: "operator", subject: "runtime", cause: 0, data: { from, event, to, reason: "why", source } },
];

describe("moveRuntime(), event by event", () => {
  it("pauses, resumes and stops", () => {
    const core = new Core();
    assert.deepEqual(core.does(move("PAUSED", "a")), told("running", "PAUSED", "paused", "a"));
    assert.deepEqual(core.does(move("PAUSED", "a")), []);
    assert.deepEqual(core.does(move("PAUSED", "b")), told("paused", "PAUSED", "paused", "b"));
    assert.deepEqual(core.does(move("RESUMED", "c")), []);
    assert.deepEqual(core.does(move("RESUMED")), []);
    assert.deepEqual(core.does(move("RESUMED", "a")), told("paused", "RESUMED", "paused", "a"));
    assert.deepEqual(core.does(move("RESUMED", "b")), told("paused", "RESUMED", "running", "b"));
    assert.deepEqual(core.does(move("STOP_REQUESTED", "a")), told("running", "STOP_REQUESTED", "stopping", "a"));
    assert.deepEqual(core.does(move("STOPPED")), told("stopping", "STOPPED", "stopped", null));
  });

  it("moves nothing that is stopped but by a start", () => {
    const core = new Core();
    core.does(move("STOPPED"));
    assert.deepEqual(core.does(move("STOPPED")), told("stopped", "STOPPED", "stopped", null));
    assert.deepEqual(core.refuses(move("STOP_REQUESTED"), "runtime.not-running").values, { action: "stop" });
    assert.deepEqual(core.does(move("STARTED")), told("stopped", "STARTED", "running", null));
  });

  it("takes a repeated start for the end of what crashed before: a pause survives it, a stop does not", () => {
    for (const [lifecycle, to] of [
      ["running", "running"],
      ["paused", "paused"],
      ["stopping", "running"],
    ] as const) {
      const core = new Core();
      core.state.lifecycle = lifecycle;
      assert.deepEqual(core.does(move("STARTED")), told(lifecycle, "STARTED", to, null));
    }
  });

  it("has nothing to stop where only a brief owner carries a command", () => {
    const owner = (role: string): State["owner"] => ({ role, pid: 1, started: "1", since: 1 });
    const core = new Core();
    core.state.owner = owner("command");
    core.refuses(move("STOP_REQUESTED"), "runtime.not-running");
    core.state.owner = owner("daemon");
    core.does(move("STOP_REQUESTED"));
  });

  it("lets a start that died before it heeded a pause go on without it", () => {
    const core = new Core();
    core.does(move("PAUSED", "a"));
    core.state.lifecycle = "running";
    assert.deepEqual(core.does(move("RESUMED", "a")), told("running", "RESUMED", "running", "a"));
    assert.equal(core.state.pauses.size, 0);
  });
});

describe("plan and policy, event by event", () => {
  const problems = [{ code: "c", path: "p", message: "m" }];

  it("a plan is adopted once, and again after it was rejected", () => {
    const core = new Core();
    const adopt = { type: "adoptPlan", plan: PLAN, mode: "m", loops: { l: "h" } } as const;
    assert.deepEqual(core.does(adopt), []);
    core.does({ type: "rejectPlan", mode: "m", problems });
    const { plan, mode, loops } = adopt;
    assert.deepEqual(core.does(adopt), [
      { type: "plan.compiled", actor: "operator", subject: "plan", cause: 0, data: { plan, mode, loops } },
    ]);
    assert.equal(core.does({ ...adopt, plan: "f".repeat(64) }).length, 1);
  });

  it("a rejection is told once, with the plan that stays", () => {
    const core = new Core();
    const reject = { type: "rejectPlan", mode: "m", problems } as const;
    assert.deepEqual(core.does(reject), [
      { type: "plan.rejected", actor: "operator", subject: "plan", cause: 0, data: { mode: "m", problems, kept: PLAN } },
    ]);
    assert.deepEqual(core.does(reject), []);
    core.state.plan = null;
    const [event] = core.does({ ...reject, problems: [] });
    assert.equal(event?.type === "plan.rejected" && event.data.kept, null);
  });

  it("a policy is changed once", () => {
    const core = new Core();
    const change = { type: "changePolicy", policy: policy({ maxRuns: 3 }) } as const;
    assert.deepEqual(core.does(change), [
      { type: "policy.changed", actor: "operator", subject: "policy", cause: 0, data: { policy: change.policy } },
    ]);
    assert.deepEqual(core.does(change), []);
  });
});
