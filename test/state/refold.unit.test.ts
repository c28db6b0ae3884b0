import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import type { EventEnvelope } from "../../src/events/envelope.ts";
import { evolve } from "../../src/state/evolve.ts";
import { decodeState, encodeState } from "../../src/state/snapshot.ts";
import { initialState, type State } from "../../src/state/state.ts";
import { randomCourse } from "./support/random-course.ts";

const fold = (state: State, events: readonly EventEnvelope[]): State => {
  for (const event of events) evolve(state, event);
  return state;
};
/** What a log keeps of events: they are never changed by who folded them. */
const reread = (events: readonly EventEnvelope[]): EventEnvelope[] => JSON.parse(JSON.stringify(events)) as EventEnvelope[];
const RUNS = { numRuns: 40 };
const courses = fc.array(fc.nat({ max: 1_000_000 }), { maxLength: 120, size: "max" }).map((choices) => randomCourse(choices));

describe("the fold of a random course", () => {
  it("is of courses that go everywhere", () => {
    const seen = new Set<string>();
    const phases = new Set<string>();
    for (const { state, events } of fc.sample(courses, { seed: 1, numRuns: 100 })) {
      for (const { type } of events) seen.add(type);
      for (const { phase } of state.items.values()) phases.add(phase);
    }
    const rare = ["delivery.settled", "run.concluded", "run.waiting", "timer.fired", "run.verified", "item.approved", "attempt.lost"];
    assert.deepEqual(
      rare.filter((type) => !seen.has(type)),
      [],
    );
    assert.deepEqual([...phases].sort(), ["active", "blocked", "cancelled", "done", "handed_off", "queued"]);
  });

  it("is the same after a restart as before it", () => {
    fc.assert(
      fc.property(courses, ({ state, events }) => {
        assert.deepEqual(fold(initialState(), reread(events)), state);
      }),
      RUNS,
    );
  });

  it("is that of a snapshot and the tail, wherever the snapshot was taken", () => {
    fc.assert(
      fc.property(courses, fc.nat(), ({ state, events }, at) => {
        const cut = at % (events.length + 1);
        const before = fold(initialState(), reread(events.slice(0, cut)));
        const snapshot = JSON.parse(JSON.stringify(encodeState(before))) as unknown;
        assert.deepEqual(decodeState(snapshot), before);
        assert.deepEqual(fold(decodeState(snapshot), reread(events.slice(cut))), state);
      }),
      RUNS,
    );
  });

  it("does not hold on to the events: folding one state leaves another as it was", () => {
    fc.assert(
      fc.property(courses, ({ events }) => {
        const shared = reread(events);
        const before = JSON.stringify(shared);
        const first = fold(initialState(), shared);
        const told = JSON.stringify(encodeState(first));
        fold(initialState(), shared);
        assert.equal(JSON.stringify(shared), before);
        assert.equal(JSON.stringify(encodeState(first)), told);
      }),
      RUNS,
    );
  });
});

describe("decodeState()", () => {
  it("gives what an older snapshot lacks the value of a new workspace", () => {
    const plain = encodeState(initialState()) as Record<string, unknown>;
    delete plain.policy;
    delete plain.day;
    assert.deepEqual(decodeState(plain), initialState());
  });
});
