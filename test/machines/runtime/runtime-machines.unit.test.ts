import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { createMachine, transition } from "xstate";
import { itemMachine, itemStates } from "../../../machines/runtime/item.ts";
import { lifecycleMachine, lifecycleStates } from "../../../machines/runtime/lifecycle.ts";
import { publishMachine, publishStates } from "../../../machines/runtime/publish.ts";
import { runMachine, runStates } from "../../../machines/runtime/run.ts";
import type { RuntimeMachine, RuntimeStates } from "../../../machines/runtime/step.ts";

const machines: [RuntimeMachine<string, string>, RuntimeStates][] = [
  [itemMachine as RuntimeMachine<string, string>, itemStates],
  [runMachine as RuntimeMachine<string, string>, runStates],
  [publishMachine as RuntimeMachine<string, string>, publishStates],
  [lifecycleMachine as RuntimeMachine<string, string>, lifecycleStates],
];

for (const [machine, states] of machines) {
  describe(machine.id, () => {
    it("steps as XState does, for every state and event", () => {
      const xstate = createMachine({ id: machine.id, initial: machine.initial, states });
      for (const state of machine.states) {
        for (const type of machine.events) {
          const snapshot = xstate.resolveState({ value: state });
          const expected = snapshot.can({ type })
            ? { ok: true, state: transition(xstate, snapshot, { type })[0].value }
            : { ok: false, legal: machine.legal(state) };
          assert.deepEqual(machine.step(state, type), expected, `${state} ${type}`);
        }
      }
    });

    it("has no state that cannot be entered", () => {
      const reached = new Set([machine.initial]);
      for (const state of reached) {
        for (const event of machine.legal(state)) {
          const stepped = machine.step(state, event);
          if (stepped.ok) reached.add(stepped.state);
        }
      }
      assert.deepEqual([...reached].sort(), [...machine.states].sort());
    });
  });
}

/** Steps through events from the initial state, or from a given one. */
function walk<State extends string, Event extends string>(
  machine: RuntimeMachine<State, Event>,
  events: readonly Event[],
  from = machine.initial,
): State[] {
  const seen = [from];
  for (const event of events) {
    const stepped = machine.step(seen.at(-1) ?? from, event);
    assert.ok(stepped.ok, `${seen.at(-1)} does not take ${event}`);
    seen.push(stepped.state);
  }
  return seen;
}

describe("itemMachine", () => {
  it("ends as its run ends", () => {
    assert.deepEqual(walk(itemMachine, ["CLAIMED", "REQUEUED", "CLAIMED", "DONE"]), ["queued", "active", "queued", "active", "done"]);
    assert.deepEqual(walk(itemMachine, ["CLAIMED", "HANDED_OFF", "RETRIED"]), ["queued", "active", "handed_off", "queued"]);
    assert.deepEqual(walk(itemMachine, ["CLAIMED", "BLOCKED", "ARCHIVED"]), ["queued", "active", "blocked", "archived"]);
    assert.deepEqual(walk(itemMachine, ["BLOCKED", "CANCELLED"]), ["queued", "blocked", "cancelled"]);
    assert.deepEqual(walk(itemMachine, ["REMOVED"]), ["queued", "removed"]);
  });

  it("refuses what a phase does not allow, and says what it does", () => {
    assert.deepEqual(itemMachine.step("active", "UNBLOCKED"), {
      ok: false,
      legal: ["DONE", "BLOCKED", "HANDED_OFF", "CANCELLED", "REQUEUED"],
    });
    assert.deepEqual(itemMachine.step("archived", "RETRIED"), { ok: false, legal: [] });
  });

  it("keeps a revised item where it is", () => {
    assert.deepEqual(itemMachine.step("queued", "REVISED"), { ok: true, state: "queued" });
    assert.deepEqual(itemMachine.step("blocked", "REVISED"), { ok: true, state: "blocked" });
  });

  it("gives finished and blocked items a way back into the queue", () => {
    for (const phase of ["done", "cancelled", "handed_off"] as const)
      assert.deepEqual(itemMachine.step(phase, "RETRIED"), { ok: true, state: "queued" });
    assert.deepEqual(itemMachine.step("blocked", "UNBLOCKED"), { ok: true, state: "queued" });
  });
});

describe("runMachine", () => {
  it("goes from visit to visit, and delivers when its loop ends", () => {
    const visit = ["ATTEMPT_REQUESTED", "ATTEMPT_STARTED", "ATTEMPT_ENDED"] as const;
    assert.deepEqual(walk(runMachine, ["PREPARED", ...visit, "MOVED"]), ["preparing", "due", "launching", "running", "deciding", "due"]);
    assert.deepEqual(walk(runMachine, ["RETRY_LATER", "TIMER_FIRED"], "deciding"), ["deciding", "waiting", "due"]);
    assert.deepEqual(walk(runMachine, ["LOOP_ENDED", "DELIVERED"], "deciding"), ["deciding", "delivering", "finished"]);
    assert.deepEqual(walk(runMachine, ["DELIVERY_UNKNOWN", "RESOLVED", "DELIVERED"], "delivering"), [
      "delivering",
      "stuck",
      "delivering",
      "finished",
    ]);
    assert.deepEqual(walk(runMachine, ["ATTEMPT_ENDED"], "launching"), ["launching", "deciding"]);
  });

  it("finishes without an attempt when a budget or a limit says so", () => {
    for (const phase of ["due", "waiting", "deciding"] as const)
      assert.deepEqual(walk(runMachine, ["FINISHED"], phase), [phase, "finished"]);
  });

  it("can be cancelled from every phase but the last", () => {
    for (const phase of runMachine.states) assert.equal(runMachine.step(phase, "CANCELLED").ok, phase !== "finished", phase);
  });

  it("makes a visit due again when its attempt is lost or interrupted", () => {
    for (const phase of ["launching", "running"] as const) {
      for (const event of ["ATTEMPT_LOST", "ATTEMPT_INTERRUPTED"] as const)
        assert.deepEqual(runMachine.step(phase, event), { ok: true, state: "due" });
    }
  });

  it("verifies a claimed pass before it decides", () => {
    assert.deepEqual(runMachine.step("deciding", "VERIFY"), { ok: true, state: "verifying" });
    assert.deepEqual(runMachine.step("verifying", "VERIFIED"), { ok: true, state: "deciding" });
    assert.equal(runMachine.step("verifying", "MOVED" as never).ok, false);
  });

  it("waits for an operator when a delivery's outcome is unknown", () => {
    assert.deepEqual(runMachine.step("delivering", "DELIVERY_UNKNOWN"), { ok: true, state: "stuck" });
    assert.deepEqual(runMachine.legal("stuck"), ["RESOLVED", "CANCELLED"]);
  });
});

describe("lifecycleMachine", () => {
  it("starts, pauses, resumes and stops", () => {
    const events = ["STARTED", "PAUSED", "RESUMED", "STOP_REQUESTED", "STOPPED"] as const;
    assert.deepEqual(walk(lifecycleMachine, events), ["stopped", "running", "paused", "running", "stopping", "stopped"]);
    assert.deepEqual(walk(lifecycleMachine, ["STOP_REQUESTED"], "paused"), ["paused", "stopping"]);
    for (const phase of ["running", "paused"] as const) assert.deepEqual(walk(lifecycleMachine, ["STOPPED"], phase), [phase, "stopped"]);
  });

  it("keeps a pause over a crash, and lets a new owner end a stop", () => {
    assert.deepEqual(lifecycleMachine.step("paused", "STARTED"), { ok: true, state: "paused" });
    assert.deepEqual(lifecycleMachine.step("stopping", "STARTED"), { ok: true, state: "running" });
  });
});

describe("publishMachine", () => {
  it("goes from a sync to a published commit, and to a tag of it", () => {
    const events = [
      "SYNC_INTENDED",
      "SYNCED",
      "READY",
      "COMMIT_INTENDED",
      "COMMITTED",
      "PUSH_INTENDED",
      "PUSHED",
      "TAG_INTENDED",
      "TAGGED",
    ] as const;
    assert.deepEqual(walk(publishMachine, events).slice(-3), ["published", "taggingPublished", "published"]);
  });

  it("commits nothing that a preflight did not find ready", () => {
    for (const phase of publishMachine.states) assert.equal(publishMachine.step(phase, "COMMIT_INTENDED").ok, phase === "ready", phase);
  });

  it("leaves an unknown push only by its outcome", () => {
    assert.deepEqual(publishMachine.legal("unsettled"), ["PUSHED", "PUSH_REFUSED", "PUSH_UNKNOWN"]);
  });
});
