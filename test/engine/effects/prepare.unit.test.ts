import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { prepare } from "../../../src/engine/effects/prepare.ts";
import { submit } from "../../../src/engine/effects/submit.ts";
import { openLog } from "../../../src/log/open-log.ts";
import { layoutOf } from "../../../src/workspace/layout.ts";
import { Bench } from "./support/bench.ts";

const { log, runs } = layoutOf("/work space");

/** A run that is to be prepared, and the directory of its first attempt: as a backup's log finds it, or an owner that stood still. */
async function claimed(): Promise<Bench> {
  const bench = await Bench.with(undefined, { checks: ["true"] });
  submit(bench.store, { type: "claimNext", item: "T1" });
  bench.fs.makeDirectory(`${runs}/T1-1/1.1`);
  bench.fs.write(`${runs}/T1-1/1.1/stdout.txt`, "of the one that took over");
  return bench;
}

/** Another owner takes the workspace while this one stands still. */
async function takenOver(bench: Bench): Promise<void> {
  const other = openLog({ fs: bench.fs, directory: log, clock: bench.clock });
  other.log.mark();
  await other.log.close();
}

describe("prepare()", () => {
  it("moves what an older log does not know out of the way of a new run", async () => {
    const bench = await claimed();
    await prepare(bench.context, "T1-1");
    assert.ok(bench.fs.list(runs).includes("T1-1.before-restore-1"));
    assert.equal(bench.run("T1-1").phase, "due");
  });

  it("F8: of an owner that was fenced while it stood still touches nothing of the one that took over, and starts no check", async () => {
    const bench = await claimed();
    await takenOver(bench);
    await assert.rejects(() => prepare(bench.context, "T1-1"), { code: "log.fenced" });
    assert.deepEqual(bench.fs.list(runs), ["T1-1"]);
    assert.deepEqual(bench.dispatch.launched, []);
  });
});
