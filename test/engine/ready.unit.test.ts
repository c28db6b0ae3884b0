import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { isBefore, nextReady, waitOf } from "../../src/engine/ready.ts";
import type { Item } from "../../src/state/item.ts";
import { Core } from "../support/core.ts";
import { addTask } from "../support/core-steps.ts";

/** The next item by asking each what it waits for, one by one. */
function nextByAsking({ state, plan }: Core): Item | null {
  const ready = [...state.items.values()].filter((item) => item.phase === "queued" && waitOf(state, item, plan.plan.loopFor) === null);
  return ready.reduce<Item | null>((best, item) => (best === null || isBefore(item, best) ? item : best), null);
}

/** A run is over: what it locked is free again. */
function endRun({ state }: Core, index: number): void {
  const run = [...state.runs.values()][index % Math.max(1, state.runs.size)];
  if (!run) return;
  state.runs.delete(run.id);
  const item = state.items.get(run.item);
  if (item) item.phase = "done";
}

const paths = fc.uniqueArray(fc.constantFrom("src", "src/a", "src/a/**", "src/b", "docs/*.md", "docs/x.md", "**"), { maxLength: 2 });
const task = fc.record({ paths, priority: fc.integer({ min: 0, max: 2 }) });

describe("nextReady()", () => {
  it("finds what asking each item finds, while runs begin and end", () => {
    const step = fc.oneof(fc.constant("claim" as const), fc.nat(3));
    fc.assert(
      fc.property(fc.array(task, { minLength: 3, maxLength: 12 }), fc.array(step, { maxLength: 25 }), (tasks, steps) => {
        const core = new Core();
        core.does({ type: "changePolicy", policy: { ...core.state.policy, maxRuns: 3 } });
        for (const [n, fields] of tasks.entries()) addTask(core, `T${n}`, fields);
        for (const one of steps) {
          const next = nextReady(core.state, core.plan.plan.loopFor);
          assert.equal(next?.id, nextByAsking(core)?.id);
          if (one !== "claim") endRun(core, one);
          else if (next) core.does({ type: "claimNext", item: next.id });
        }
      }),
    );
  });

  it("passes over an item as long as the lock is held that it waits for, and names the lock of the moment", () => {
    const core = new Core();
    core.does({ type: "changePolicy", policy: { ...core.state.policy, maxRuns: 3 } });
    const { loopFor } = core.plan.plan;
    addTask(core, "first", { paths: ["src/a"], priority: 2 });
    addTask(core, "second", { paths: ["src/b"], priority: 2 });
    for (const item of ["first", "second"]) core.does({ type: "claimNext", item });
    addTask(core, "both", { paths: ["src"] });
    assert.equal(nextReady(core.state, loopFor), null);
    endRun(core, 0);
    assert.equal(nextReady(core.state, loopFor), null);
    const both = core.state.items.get("both") ?? assert.fail("no such item");
    assert.deepEqual(waitOf(core.state, both, loopFor), { type: "lock", run: "second-1", path: "src/b" });
    endRun(core, 0);
    assert.equal(nextReady(core.state, loopFor)?.id, "both");
  });
});
