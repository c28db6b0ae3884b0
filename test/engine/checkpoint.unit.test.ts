import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import type { EventEnvelope } from "../../src/events/envelope.ts";
import { canonicalJson } from "../../src/kernel/canonical-json.ts";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { readLog } from "../../src/log/read-log.ts";
import { CHECKPOINT_VERSION, decodeCheckpoint, encodeCheckpoint } from "../../src/state/checkpoint.ts";
import { evolve } from "../../src/state/evolve.ts";
import { encodeState } from "../../src/state/snapshot.ts";
import { initialState, type State } from "../../src/state/state.ts";

const HISTORY = join(import.meta.dirname, "../fixtures/history");
const CHECKPOINTS = join(import.meta.dirname, "../fixtures/checkpoints");

const fixtures = readdirSync(HISTORY, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(join(HISTORY, name)).map((seed) => join(name, seed)));

function eventsOf(directory: string): EventEnvelope[] {
  const events: EventEnvelope[] = [];
  const { end } = readLog({ fs: diskFs, directory, onEvent: (event) => events.push(event) });
  assert.equal(end.kind, "whole");
  return events;
}

function restored(text: string, expected: { seq: number; hash: string }): State {
  const state = decodeCheckpoint(JSON.parse(text), expected);
  assert.ok(!("problem" in state), JSON.stringify(state));
  return state;
}

describe("decodeCheckpoint()", () => {
  for (const fixture of fixtures) {
    it(`with the rest of ${fixture} gives what the whole log folds to, wherever it is cut`, () => {
      const events = eventsOf(join(HISTORY, fixture, "log"));
      const whole = initialState();
      const checkpoints: { text: string; seq: number; hash: string }[] = [];
      for (const event of events) {
        evolve(whole, structuredClone(event));
        const { seq, hash } = event;
        checkpoints.push({ text: JSON.stringify(encodeCheckpoint(whole, hash)), seq, hash });
      }
      const expected = canonicalJson(encodeState(whole));
      // Every cut is restored; folding the rest from each is quadratic, so in a long log from every third.
      for (const [index, { text, ...at }] of checkpoints.entries()) {
        const state = restored(text, at);
        assert.equal(state.seq, at.seq);
        if (events.length > 400 && index % 3 !== 0) continue;
        for (const event of events.slice(index + 1)) evolve(state, structuredClone(event));
        assert.equal(canonicalJson(encodeState(state)), expected, `cut after event ${at.seq}`);
      }
    });
  }

  it("refuses what is of another event, of a newer version, or no checkpoint", () => {
    const checkpoint = encodeCheckpoint(initialState(), "a".repeat(64));
    const at = { seq: 0, hash: "a".repeat(64) };
    assert.ok(!("problem" in decodeCheckpoint(checkpoint, at)));
    assert.ok("problem" in decodeCheckpoint(checkpoint, { ...at, seq: 1 }));
    assert.ok("problem" in decodeCheckpoint(checkpoint, { ...at, hash: "b".repeat(64) }));
    assert.ok("problem" in decodeCheckpoint({ ...checkpoint, v: 1000 }, at));
    assert.ok("problem" in decodeCheckpoint(null, at));
    assert.ok("problem" in decodeCheckpoint({}, at));
  });

  for (const name of readdirSync(CHECKPOINTS).filter((one) => one.endsWith(".json"))) {
    it(`reads ${name}, for ever`, () => {
      const { checkpoint, expected } = JSON.parse(readFileSync(join(CHECKPOINTS, name), "utf8"));
      const state = restored(JSON.stringify(checkpoint), checkpoint);
      const now = JSON.parse(canonicalJson(encodeState(state)));
      for (const [member, value] of Object.entries(expected)) assert.deepEqual(now[member], value, member);
    });
  }

  it("has its version raised when a member of the state gets another form", () => {
    const fixture = JSON.parse(readFileSync(join(CHECKPOINTS, `v${CHECKPOINT_VERSION}.json`), "utf8"));
    const now = initialState();
    for (const event of eventsOf(join(HISTORY, "1.0.0-alpha.1/seed-162/log"))) {
      if (event.seq <= fixture.checkpoint.seq) evolve(now, event);
    }
    const today = encodeState(now) as Record<string, unknown>;
    const { state } = fixture.checkpoint;
    const fields = (value: unknown): string[] => Object.keys((Array.isArray(value) ? value[0] : value) ?? {}).sort();
    for (const member of Object.keys(state)) {
      const advice = `${member}: raise CHECKPOINT_VERSION, add the step to STEPS, and write the fixture of the new version`;
      assert.deepEqual(fields(today[member]), fields(state[member]), advice);
    }
  });
});
