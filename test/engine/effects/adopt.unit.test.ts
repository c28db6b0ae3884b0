import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { adopt } from "../../../src/engine/effects/adopt.ts";
import { Bench } from "./support/bench.ts";
import { QUIET } from "./support/memory-dispatch.ts";

describe("adopt()", () => {
  it("takes the claim of an attempt that nobody launched before it gives it up", async () => {
    const bench = await Bench.with();
    const run = bench.begin();
    const attempt = bench.request(run);
    await adopt(bench.context, run);
    assert.equal(bench.dispatch.claims.get(attempt), null);
    assert.deepEqual([bench.run(run).phase, bench.run(run).interruptions], ["due", 1]);
  });

  it("leaves an attempt that a late supervisor claims meanwhile, for the next look", async () => {
    const bench = await Bench.with();
    const run = bench.begin();
    const attempt = bench.request(run);
    bench.dispatch.beforeForbid = (late) => void bench.dispatch.claims.set(late, { ...QUIET, claimed: "BUILDER_COMPLETE" });
    await adopt(bench.context, run);
    assert.equal(bench.run(run).attempt?.id, attempt);
    await adopt(bench.context, run);
    assert.equal(bench.run(run).position.stage, "checker");
  });
});
