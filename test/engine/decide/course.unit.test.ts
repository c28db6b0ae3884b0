import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { itemMachine } from "../../../machines/runtime/item.ts";
import { runMachine } from "../../../machines/runtime/run.ts";
import { randomCourse } from "../../state/support/random-course.ts";

const RUNS = { numRuns: 40 };
const courses = fc.array(fc.nat({ max: 1_000_000 }), { maxLength: 150, size: "max" }).map((choices) => randomCourse(choices));

describe("any course that the law decides", () => {
  it("leaves each active item with one live run of its own, and every run with an active item", () => {
    fc.assert(
      fc.property(courses, ({ state }) => {
        const active = [...state.items.values()].filter(({ phase }) => phase === "active").map(({ id }) => id);
        const working = [...state.runs.values()].map(({ item }) => item);
        assert.deepEqual(working.sort(), active.sort());
        for (const { id, item, lastRun } of [...state.runs.values()].map((run) => ({
          ...run,
          lastRun: state.items.get(run.item)?.lastRun,
        })))
          assert.equal(lastRun, id, item);
      }),
      RUNS,
    );
  });

  it("moves items and runs only as their machines allow", () => {
    fc.assert(
      fc.property(courses, ({ events }) => {
        for (const { type, data } of events as { type: string; data: Record<string, string> }[]) {
          const { event = "", from = "", to = "" } = data;
          const step = { "item.moved": itemMachine, "run.phase": runMachine }[type]?.step as
            | ((state: string, event: string) => object)
            | undefined;
          if (step) assert.deepEqual(step(from, event), { ok: true, state: to });
        }
      }),
      RUNS,
    );
  });

  it("launches no visit more often than its limits, settles each once, and numbers attempts without gaps", () => {
    fc.assert(
      fc.property(courses, ({ events, state }) => {
        const launched = new Map<string, number>();
        const settled = new Set<string>();
        for (const { type, run, attempt, data } of events) {
          const { visit } = data as { visit?: number };
          if (type === "attempt.requested") {
            const tries = (launched.get(`${run}.${visit}`) ?? 0) + 1;
            launched.set(`${run}.${visit}`, tries);
            assert.equal(attempt, `${run}.${visit}.${tries}`);
            assert.ok(tries <= 2 + 3 + 1, `${attempt}`);
          }
          if (type === "run.moved" || type === "run.concluded") {
            assert.ok(!settled.has(`${run}.${visit}`), `${run}.${visit} was settled twice`);
            settled.add(`${run}.${visit}`);
          }
        }
        for (const { visit, visitLimit } of state.runs.values()) assert.ok(visit <= visitLimit);
      }),
      RUNS,
    );
  });

  it("delivers only what was concluded, and finishes each run once", () => {
    fc.assert(
      fc.property(courses, ({ events, state }) => {
        const [concluded, finished] = [new Set<string>(), new Set<string>()];
        for (const { type, run = "", data } of events) {
          if (type === "run.concluded") concluded.add(run);
          if (type.startsWith("delivery.")) assert.ok(concluded.has(run), run);
          if (type !== "run.finished") continue;
          assert.ok(!finished.has(run), run);
          finished.add(run);
          if ((data as { outcome: string }).outcome === "done") assert.ok(concluded.has(run), run);
        }
        assert.deepEqual([...state.finishedRuns.keys()].sort(), [...finished].sort());
      }),
      RUNS,
    );
  });
});
