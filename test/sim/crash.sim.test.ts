import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { play } from "./support/play.ts";
import { addTotals, noTotals } from "./support/totals.ts";

const SCENARIOS = 2000;
const GROUP = 250;

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

  for (let first = 1; first <= SCENARIOS; first += GROUP) {
    it(`F23: holds its invariants, ends, and ends as an uninterrupted run would, seeds ${first} to ${first + GROUP - 1}`, async () => {
      const problems: string[] = [];
      const totals = await play({ first, count: GROUP, stop: true }, ({ options, problems: found }) => {
        problems.push(`replay: bun run sim --seed ${options.seed}: ${found.join("; ")}`);
      });
      assert.deepEqual(problems, []);
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
