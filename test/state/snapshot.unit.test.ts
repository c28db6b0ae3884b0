import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { decodeState, encodeState } from "../../src/state/snapshot.ts";
import { initialState } from "../../src/state/state.ts";
import { policy } from "../support/policy.ts";
import { Fold } from "./support/fold.ts";

/** A state with something in each of its maps. */
function full(): Fold {
  const fold = new Fold();
  for (const id of ["T1", "T2"]) fold.addTask(id);
  for (const run of ["T1-1", "T1-2"]) fold.startRun(run);
  const end = { outcome: "done", reason: "r", detail: "", counters: {}, attempts: 0, millis: 0 } as const;
  fold.tell("run.finished", end, { subject: "T1", run: "T1-1" });
  for (const source of ["a", "b"]) fold.tell("runtime.moved", { from: "", event: "PAUSED", to: "paused", reason: null, source });
  for (const subject of ["p", "q"]) fold.tell("intake.refused", { kind: "invalid", item: null, problem: "p", fix: "f" }, { subject });
  for (const command of ["c", "d"]) fold.tell("policy.changed", { policy: policy({ maxRuns: 2 }) }, { command });
  return fold;
}

describe("encodeState() and decodeState()", () => {
  it("give the same state through JSON, every map by its key and in its order", () => {
    const { state } = full();
    const decoded = decodeState(JSON.parse(JSON.stringify(encodeState(state))));
    assert.deepEqual(decoded, state);
    for (const [map, keys] of [
      [decoded.items, ["T1", "T2"]],
      [decoded.runs, ["T1-2"]],
      [decoded.finishedRuns, ["T1-1"]],
      [decoded.pauses, ["a", "b"]],
      [decoded.refusals, ["p", "q"]],
      [decoded.receipts, ["c", "d"]],
    ] as const)
      assert.deepEqual([...map.keys()], keys);
  });

  it("write maps as lists of their values, and leave the state as it is", () => {
    const { state } = full();
    const plain = encodeState(state) as Record<string, unknown>;
    assert.deepEqual(plain.items, [...state.items.values()]);
    assert.deepEqual([plain.seq, plain.policy], [state.seq, state.policy]);
    assert.ok(state.items instanceof Map);
  });

  it("begin with nothing", () => {
    const { day, planProblems, items, lifecycle } = initialState();
    assert.deepEqual([day, planProblems, items.size, lifecycle], [{ day: "", attempts: 0 }, [], 0, "stopped"]);
  });
});
