import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { runSeed } from "./support/run-seed.ts";

const SCENARIOS = 2000;
const GROUP = 500;

describe("the engine over a machine that crashes", () => {
  for (let from = 1; from <= SCENARIOS; from += GROUP) {
    it(`holds its invariants and ends as an uninterrupted run would, seeds ${from} to ${from + GROUP - 1}`, async () => {
      let crashes = 0;
      for (let seed = from; seed < from + GROUP; seed++) {
        const result = await runSeed(seed);
        crashes += result.crashes;
        assert.deepEqual(result.problems, [], `replay: bun run sim --seed ${seed}: ${JSON.stringify(result.options)}`);
      }
      assert.ok(crashes > GROUP, `only ${crashes} crashes`);
    });
  }
});
