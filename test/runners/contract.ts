import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { StageRunRequest } from "../../src/runners/contract/stage-run-request.ts";
import { newRig, type Rig } from "./support/rig.ts";

/** How a runner is brought to behave in a certain way. Each gives what goes over a builder's request. */
export interface RunnerUnderContract {
  name: string;
  succeeds: Partial<StageRunRequest>;
  /** Its program does not end by itself. */
  stays?: true;
  blocks: Partial<StageRunRequest>;
  /** Never ends by itself. */
  hangs: Partial<StageRunRequest>;
  /** Writes without end. */
  floods: Partial<StageRunRequest>;
  /** Leaves a process behind in a session of its own. */
  leaves: Partial<StageRunRequest>;
  /** Ends while a secret of the environment (MY_API_KEY=sesame-open-now) stands where reports take their text from. */
  leaks: Partial<StageRunRequest>;
}

/** What every adapter has to hold, whatever it runs. */
export function runnerContract(runner: RunnerUnderContract): void {
  describe(`runner contract: ${runner.name}`, () => {
    let rig: Rig;
    const limits = { timeoutSeconds: 20, graceSeconds: 0.2, outputBytes: 200_000 };
    const report = (behaviour: Partial<StageRunRequest>, own = limits) => rig.report(rig.stage({ limits: own, ...behaviour }));
    beforeEach(() => {
      rig = newRig({ ...process.env, MY_API_KEY: "sesame-open-now" });
    });
    afterEach(() => rig.end());

    it("claims the success terminal without a failure", async () => {
      const { claimed, failure, exit } = await report(runner.succeeds);
      assert.deepEqual({ claimed, failure, exit }, { claimed: "BUILDER_COMPLETE", failure: null, exit: runner.stays ? null : 0 });
    });

    it("claims BLOCKED, and says why", async () => {
      const { claimed, failure, detail, summary } = await report(runner.blocks);
      assert.deepEqual({ claimed, failure }, { claimed: "BLOCKED", failure: null });
      assert.notEqual(detail + summary, "");
    });

    it("fails with timeout, claims nothing, and leaves no process", async () => {
      const { claimed, failure, millis } = await report(runner.hangs, { ...limits, timeoutSeconds: 0.4 });
      assert.deepEqual({ claimed, failure }, { claimed: null, failure: "timeout" });
      assert.ok(millis >= 390, `${millis} ms`);
      assert.equal(rig.alive(), 0);
    });

    it("fails with output_limit and keeps no more than the limit", async () => {
      const { failure, outputBytes } = await report(runner.floods);
      assert.equal(failure, "output_limit");
      assert.ok(outputBytes <= limits.outputBytes, `${outputBytes} bytes`);
      assert.equal(rig.alive(), 0);
    });

    it("leaves no process behind after a success", async () => {
      assert.equal((await report(runner.leaves)).claimed, "BUILDER_COMPLETE");
      assert.equal(rig.alive(), 0);
    });

    it("reports interrupted when it was stopped", async () => {
      const order = rig.stage({ limits, ...runner.hangs });
      assert.equal((await rig.dispatch.start(order)).type, "started");
      await rig.dispatch.stop(order, 100);
      const end = await rig.dispatch.ended(order);
      assert.ok(end.type === "ended" && end.report.failure === "interrupted" && end.report.claimed === null);
    });

    it("keeps secrets out of detail and summary, and both within 2 KB", async () => {
      const { detail, summary } = await report(runner.leaks);
      assert.equal((detail + summary).includes("sesame-open-now"), false);
      assert.match(detail + summary, /\[redacted:env:MY_API_KEY\]/);
      for (const text of [detail, summary]) assert.ok(new TextEncoder().encode(text).length <= 2048);
    });

    it("names its artifacts by content", async () => {
      const order = rig.stage({ limits, ...runner.succeeds });
      const { artifacts } = await rig.report(order);
      for (const { name, hash, bytes } of artifacts) {
        assert.match(hash, /^[0-9a-f]{64}$/);
        assert.equal(new TextEncoder().encode(rig.read(order, name)).length, bytes);
      }
    });
  });
}
