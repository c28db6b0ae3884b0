import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { type ItemEvent, itemMachine, type Phase } from "../../../machines/runtime/item.ts";
import { type RunEvent, type RunPhase, runMachine } from "../../../machines/runtime/run.ts";
import type { FailureClass } from "../../../src/state/run.ts";
import { emptyFields } from "../../../src/work/empty-fields.ts";
import { Core } from "../../support/core.ts";
import { addTask, launch, startRun } from "../../support/core-steps.ts";

type Draft = Parameters<Core["tries"]>[0];
const RUN = "T1-1";
const ATTEMPT = "T1-1.1.1";
const TREE = { kind: "manifest", id: "t" } as const;
const report = {
  claimed: "BUILDER_COMPLETE",
  failure: null,
  detail: "",
  exit: 0,
  signal: null,
  millis: 5,
  outputBytes: 0,
  usage: null,
  artifacts: [],
  summary: "",
};
const lost = (failure: FailureClass): Draft => ({ type: "lostAttempt", run: RUN, attempt: ATTEMPT, failure, detail: "" }) as Draft;
const settled = (outcome: "left" | "unknown"): Draft => ({
  type: "settleDelivery",
  run: RUN,
  settled: { outcome, commit: null, detail: "" },
});

/** Every report of an effect, with what it is to the run machine. */
const reports: [RunEvent, Draft][] = [
  ["PREPARED", { type: "preparedRun", run: RUN, tree: TREE, baseline: [] }],
  ["ATTEMPT_REQUESTED", { type: "requestAttempt", run: RUN, visit: 1, try: 2, runner: "shell", request: "b".repeat(64), tree: TREE }],
  ["ATTEMPT_STARTED", { type: "startedAttempt", run: RUN, attempt: ATTEMPT, pid: 1, started: "1" }],
  ["ATTEMPT_ENDED", { type: "endedAttempt", run: RUN, attempt: ATTEMPT, report, tree: TREE, changed: [], protectedChanged: [] }],
  ["ATTEMPT_LOST", lost("supervisor_lost")],
  ["ATTEMPT_LOST", lost("never_launched")],
  ["ATTEMPT_INTERRUPTED", lost("interrupted")],
  ["TIMER_FIRED", { type: "fireTimer", run: RUN, timer: "t" }],
  ["DELIVERED", { type: "intendDelivery", run: RUN, tree: null, parent: null }],
  ["DELIVERED", settled("left")],
  ["DELIVERY_UNKNOWN", settled("unknown")],
];

/** A core whose one run is in a phase, whatever led there. */
function inPhase(phase: RunPhase): Core {
  const core = new Core();
  addTask(core, "T1");
  launch(core, startRun(core));
  const run = core.state.runs.get(RUN);
  if (run) Object.assign(run, { phase, waiting: { timer: "t", dueAt: core.now, after: 0, reason: "transport" } });
  return core;
}

describe("reports of effects", () => {
  for (const phase of runMachine.states) {
    it(`are taken in phase ${phase} where the run machine allows them, and else refused`, () => {
      for (const [event, draft] of reports) {
        if (phase === "stuck" && draft.type === "settleDelivery") continue;
        const core = inPhase(phase);
        if (runMachine.step(phase, event).ok) core.does(draft);
        else assert.deepEqual(core.refuses(draft, "run.not-legal").values, { run: RUN, phase, action: event });
      }
    });
  }

  it("are refused for a run that is not there, with the one that is meant", () => {
    for (const [, draft] of reports) {
      const other = { ...draft, run: "T1-2" } as Draft;
      assert.deepEqual(inPhase("due").refuses(other, "run.unknown").values, { run: "T1-2", near: RUN });
    }
  });

  it("are refused for an attempt that is not the present one", () => {
    for (const [, draft] of reports) {
      if (!("attempt" in draft)) continue;
      const stale = { ...draft, attempt: "T1-1.1.9" } as Draft;
      assert.deepEqual(inPhase("running").refuses(stale, "run.stale-attempt").values, { attempt: "T1-1.1.9", current: ATTEMPT });
    }
  });

  it("of checks are taken while verifying and before delivery, and else refused", () => {
    for (const phase of runMachine.states) {
      const draft: Draft = { type: "verifiedRun", run: RUN, tree: TREE, evidence: [] };
      if (phase === "verifying" || phase === "delivering") inPhase(phase).does(draft);
      else assert.deepEqual(inPhase(phase).refuses(draft, "run.not-legal").values, { run: RUN, phase, action: "VERIFIED" });
    }
    const unknown: Draft = { type: "verifiedRun", run: "R", tree: TREE, evidence: [] };
    new Core().refuses(unknown, "run.unknown");
  });

  it("about a stuck delivery are taken when they say what became of it", () => {
    inPhase("stuck").does(settled("left"));
    assert.deepEqual(inPhase("stuck").refuses(settled("unknown"), "run.not-legal").values, { run: RUN, phase: "stuck", action: "resolve" });
  });
});

const item = "T1";
const reason = null;
const document = "# another\n";

/** Every command about an item, with what it is to the item machine and how its refusal calls it. */
const commands: [ItemEvent, Draft, string | null][] = [
  ["UNBLOCKED", { type: "unblockItem", item, reset: true, reason }, null],
  ["RETRIED", { type: "retryItem", item, reset: true, reason }, "retry"],
  ["REMOVED", { type: "removeItem", item, reason }, "remove"],
  ["CANCELLED", { type: "cancelItem", item, reason }, "cancel"],
  ["ARCHIVED", { type: "archiveItems", items: [item], reason }, null],
  ["RESOLVED", { type: "resolveIncident", item, reason }, "resolve"],
  ["REVISED", { type: "reviseItem", item, fields: emptyFields("T1"), document }, "revise"],
  ["REVISED", { type: "retargetDependency", item, from: "a", to: "a" }, "revise"],
  ["PLACED", { type: "placeItems", items: [item], place: { at: "first" } }, "reorder"],
  ["CLAIMED", { type: "claimNext", item }, "claim"],
];

/** A core whose one incident is in a phase, with no run, whatever led there. */
function withItem(phase: Phase): Core {
  const core = new Core();
  const fields = { ...emptyFields("T1"), dependsOn: ["a"] };
  core.does({ type: "addItem", kind: "incident", item, slug: "x", fields, document: null, body: "" });
  const added = core.state.items.get(item);
  if (added) Object.assign(added, { phase, fields: { ...fields } });
  core.state.items.set("a", { ...(added ?? assert.fail()), id: "a", phase: "done" });
  return core;
}

describe("commands about an item", () => {
  for (const phase of itemMachine.states) {
    it(`are taken in phase ${phase} where the item machine allows them, and else refused`, () => {
      for (const [event, draft, action] of commands) {
        const core = withItem(phase);
        if (itemMachine.step(phase, event).ok) core.does(draft);
        else if (action === null) assert.deepEqual(core.refuses(draft, "item.not-blocked").values, { item, phase });
        else assert.deepEqual(core.refuses(draft, "item.not-legal").values, { item, phase, action });
      }
    });
  }

  it("are refused for an item that is not there, with the one that is meant", () => {
    for (const [, draft] of [...commands, ["X", { type: "approveItem", item, reason }, null] as const]) {
      const other = ("items" in draft ? { ...draft, items: ["T2"] } : { ...draft, item: "T2" }) as Draft;
      assert.deepEqual(withItem("queued").refuses(other, "item.unknown").values, { item: "T2", near: item });
    }
  });
});
