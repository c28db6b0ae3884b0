import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { attempt } from "../../../src/engine/effects/attempt.ts";
import { wait } from "../../../src/engine/effects/wait.ts";
import { Bench } from "./support/bench.ts";

/** A run that waits a second before it tries its first visit again. */
async function waiting(): Promise<{ bench: Bench; run: string }> {
  const bench = await Bench.with();
  const run = bench.begin();
  bench.dispatch.work = () => ({ failure: "transport" });
  await attempt(bench.context, run);
  assert.equal(bench.run(run).waiting?.after, 1000);
  return { bench, run };
}

describe("wait()", () => {
  for (const [what, jump, waited] of [
    ["what is left of its time", 400, 600],
    ["nothing when its time is over", 5000, 0],
    ["never more than its duration, though the clock was set back a day", -86_400_000, 1000],
  ] as const) {
    it(`F22: waits ${what}`, async () => {
      const { bench, run } = await waiting();
      bench.clock.jump(jump);
      const began = bench.clock.monotonic();
      await wait(bench.context, run);
      assert.equal(bench.clock.monotonic() - began, waited);
      assert.equal(bench.run(run).phase, "due");
    });
  }
});
