import assert from "node:assert/strict";
import { beforeAll, describe, it } from "@std/testing/bdd";
import { playBeside } from "./play-beside.ts";
import { addTotals, noTotals, type Totals } from "./support/totals.ts";

const SCENARIOS = 2000;
/** Of one process: as many play at once as the machine that CI has can carry. */
const SHARE = 1000;

/** Each of them must have been met, or nothing was said about it. */
const FAULTS = [
  "power loss",
  "kill",
  "hang",
  "torn write",
  "short write",
  "failed sync",
  "failed read",
  "ENOSPC",
  "EIO",
  "EROFS",
  "clock jump",
  "second report",
];
const MESSAGES = ["lost message", "doubled message", "late message"];

describe("the engine over a machine that crashes", () => {
  const all = noTotals();
  const shares: Promise<Totals>[] = [];

  beforeAll(() => {
    for (let first = 1; first <= SCENARIOS; first += SHARE) {
      const played = playBeside({ first, count: SHARE, stop: true });
      played.catch(() => undefined); // its own test tells
      shares.push(played);
    }
  });

  for (let at = 0; at < SCENARIOS / SHARE; at++) {
    it(`F23: holds its invariants, ends, and ends as an uninterrupted run would, seeds ${at * SHARE + 1} to ${(at + 1) * SHARE}`, async () => {
      const totals = (await shares[at]) ?? assert.fail();
      assert.equal(totals.diverging, 0, "one diverges: it is told above, with how to replay it");
      addTotals(all, totals);
    });
  }

  it("met every kind of fault, and more crashes than there were scenarios", () => {
    assert.equal(all.scenarios, SCENARIOS);
    assert.ok(all.crashes > SCENARIOS, `only ${all.crashes} crashes`);
    assert.ok(all.compared > SCENARIOS / 2, `only ${all.compared} were compared with an uninterrupted run`);
    assert.ok(all.ahead > SCENARIOS / 2, `only ${all.ahead} crashes were handed to a next owner`);
    for (const limit of [1, 2, 4]) {
      const reached = all.reached[limit] ?? 0;
      assert.ok(reached > SCENARIOS / 40, `${limit} runs were live at once in only ${reached} scenarios`);
    }
    for (const fault of [...FAULTS, ...MESSAGES]) assert.ok((all.faults[fault] ?? 0) > 20, `${fault}: ${all.faults[fault] ?? 0}`);
  });
});
