import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { holds, isMetBy, parseBreakpoint } from "../../src/engine/inspect/breakpoint.ts";
import { classify } from "../../src/engine/inspect/classify.ts";
import { SpanTracker } from "../../src/engine/inspect/span-tracker.ts";
import { stateDifference, stillState } from "../../src/engine/inspect/state-difference.ts";
import type { EventEnvelope } from "../../src/events/envelope.ts";
import { initialState, type State } from "../../src/state/state.ts";
import { Core } from "../support/core.ts";
import { addTask, launch, startRun, visit } from "../support/core-steps.ts";

const event = (type: string, data: unknown = {}, run = "a-1"): EventEnvelope => ({ type, data, run, seq: 1 }) as EventEnvelope;

/** A running owner, which the core alone does not have. */
function owned(state: State): State {
  state.owner = { role: "once", pid: 1, started: "1", since: 1 };
  return state;
}

describe("parseBreakpoint()", () => {
  it("reads types, runs, stages and predicates, and nothing else", () => {
    assert.deepEqual(parseBreakpoint("type run.moved"), { on: "type", type: "run.moved" });
    assert.deepEqual(parseBreakpoint("stage fixer"), { on: "stage", stage: "fixer" });
    assert.deepEqual(parseBreakpoint("items.a.counters.fixCycles >= 2"), {
      on: "state",
      path: ["items", "a", "counters", "fixCycles"],
      comparison: ">=",
      value: "2",
    });
    for (const text of ["", "type", "nonsense", "items.a ? 3"]) assert.equal(parseBreakpoint(text), null, text);
  });
});

describe("isMetBy()", () => {
  it("takes a type or its group, but no type that only begins alike", () => {
    assert.equal(isMetBy({ on: "type", type: "run" }, event("run.moved")), true);
    assert.equal(isMetBy({ on: "type", type: "run" }, event("runtime.moved")), false);
  });

  it("is met where a run enters the stage or the final state", () => {
    assert.equal(isMetBy({ on: "stage", stage: "fixer" }, event("run.moved", { to: { stage: "fixer" } })), true);
    assert.equal(isMetBy({ on: "stage", stage: "done" }, event("run.concluded", { final: "done" })), true);
    assert.equal(isMetBy({ on: "stage", stage: "fixer" }, event("attempt.requested", { stage: "fixer" })), false);
  });
});

describe("holds()", () => {
  const state = { ...initialState(), lifecycle: "running" } as State;
  const at = (text: string): boolean => {
    const breakpoint = parseBreakpoint(text);
    assert.ok(breakpoint?.on === "state");
    return holds(breakpoint, state);
  };

  it("compares numbers as numbers and texts as texts, and is false where the path leads nowhere", () => {
    assert.deepEqual(
      [at("lifecycle = running"), at("lifecycle ~ run"), at("policy.runsPerItem > 10"), at("policy.runsPerItem < 10")],
      [true, true, false, true],
    );
    assert.deepEqual([at("items.nobody.phase = queued"), at("items.size = 0")], [false, true]);
  });
});

describe("stateDifference()", () => {
  it("tells what is new, gone and another by its path, and nothing of what is alike", () => {
    const core = new Core();
    addTask(core, "a");
    const before = stillState(core.state);
    addTask(core, "b");
    startRun(core);
    const changes = stateDifference(before, stillState(core.state)).filter(({ path }) => path[0] !== "receipts");
    const by = new Map(changes.map((change) => [change.path.join("."), change]));
    assert.deepEqual(by.get("items.a.phase"), { path: ["items", "a", "phase"], before: "queued", after: "active" });
    assert.ok(by.has("items.b") && !("before" in (by.get("items.b") ?? {})));
    assert.ok(by.has("runs.a-1"));
    assert.equal(
      [...by.keys()].some((path) => path.startsWith("items.a.fields")),
      false,
    );
    assert.deepEqual(stateDifference(before, before), []);
  });
});

describe("classify()", () => {
  it("separates slot, lock, dependency, human and a workspace that nobody runs", () => {
    const core = new Core();
    addTask(core, "a", { paths: ["src"] });
    addTask(core, "b", { paths: ["src/b"] });
    addTask(core, "c", { dependsOn: ["a"] });
    const kind = (item: string): string | undefined => classify(core.state, core.state.items.get(item), undefined)?.kind;
    assert.equal(kind("a"), "stopped");
    owned(core.state);
    assert.equal(kind("a"), "runtime");
    startRun(core);
    assert.equal(kind("b"), "slot");
    core.state.policy = { ...core.state.policy, maxRuns: 2 };
    assert.equal(kind("b"), "lock");
    assert.equal(kind("c"), "dependency");
    core.does({ type: "moveRuntime", event: "PAUSED", source: "operator", reason: null });
    assert.equal(kind("b"), "human");
  });

  it("separates the agent from the checks", () => {
    const core = new Core();
    owned(core.state);
    addTask(core, "a", { checks: ["npm test"] });
    const run = startRun(core);
    const kind = (): string | undefined => classify(core.state, core.state.items.get("a"), core.state.runs.get(run))?.kind;
    assert.equal(kind(), "runtime");
    launch(core, run);
    assert.equal(kind(), "agent");
    core.does({ type: "lostAttempt", run, attempt: `${run}.1.1`, failure: "supervisor_lost", detail: "" });
    visit(core, run, "BUILDER_COMPLETE");
    visit(core, run, "CHECKER_PASS");
    assert.equal(kind(), "check");
  });
});

describe("SpanTracker", () => {
  it("ends a span where the cause changes, lets time stand still when it goes back, and gives crashed time to nobody", () => {
    const core = new Core();
    owned(core.state);
    addTask(core, "a");
    const tracker = new SpanTracker("a", "a-1");
    const take = (type: string, millis: number): void => {
      core.state.time = 1_000_000 + millis;
      tracker.take(core.state, { ...event(type), seq: millis } as EventEnvelope);
    };
    take("item.added", 0);
    startRun(core);
    take("run.prepared", 100);
    take("owner.acquired", 600);
    launch(core, "a-1");
    take("attempt.started", 650);
    take("log.marked", 500);
    const told = tracker.spans(1_000_750).map(({ kind, from, millis }) => [kind, from - 1_000_000, millis]);
    assert.deepEqual(told, [
      ["runtime", 0, 100],
      ["stopped", 100, 500],
      ["runtime", 600, 50],
      ["agent", 650, 100],
    ]);
  });
});
