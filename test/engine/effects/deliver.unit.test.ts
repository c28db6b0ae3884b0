import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { deliver } from "../../../src/engine/effects/deliver.ts";
import { submit } from "../../../src/engine/effects/submit.ts";
import { Bench } from "./support/bench.ts";

/** A run of a task with one check whose loop ended in done, with green evidence on the tree as it is now. */
async function concluded(passes: (content: string) => boolean = () => true): Promise<{ bench: Bench; run: string }> {
  const bench = await Bench.with(
    (plan) => {
      plan.delivery = "commit";
    },
    { checks: ["npm test"] },
  );
  bench.dispatch.work = () => ({ exit: passes(bench.trees.files.get("README") ?? "") ? 0 : 1 });
  const run = bench.begin();
  bench.visit(run, "BUILDER_COMPLETE");
  bench.visit(run, "CHECKER_PASS");
  const tree = bench.trees.tree();
  const evidence = { check: "npm test", command: "npm test", tree, passed: true, exit: 0, timedOut: false, millis: 1, output: "o" };
  submit(bench.store, { type: "verifiedRun", run, tree, evidence: [evidence] });
  bench.visit(run, "UPDATE_COMPLETE");
  return { bench, run };
}

describe("deliver()", () => {
  it("commits the tree that was verified without running its checks again", async () => {
    const { bench, run } = await concluded();
    await deliver(bench.context, run);
    assert.equal(bench.dispatch.launched.length, 0);
    const [commit, ...more] = bench.trees.commits;
    assert.deepEqual([commit?.tree, more], [bench.trees.tree(), []]);
    // A commit is found again by the last of its trailers.
    assert.deepEqual(commit?.trailers.slice(-2), [
      ["Millrace-Item", "T1"],
      ["Millrace-Run", run],
    ]);
    assert.equal(bench.store.state.items.get("T1")?.phase, "done");
  });

  it("runs the checks again on another tree, and commits that one when they pass", async () => {
    const { bench, run } = await concluded();
    bench.trees.files.set("README", "2");
    await deliver(bench.context, run);
    assert.deepEqual(
      bench.dispatch.launched.map((order) => order.kind),
      ["check"],
    );
    assert.deepEqual(bench.trees.commits[0]?.tree, bench.trees.tree());
  });

  it("commits nothing when they fail there, and blocks the item", async () => {
    const { bench, run } = await concluded((content) => content === "1");
    bench.trees.files.set("README", "2");
    await deliver(bench.context, run);
    assert.deepEqual(bench.trees.commits, []);
    assert.equal(bench.store.state.items.get("T1")?.phase, "blocked");
    assert.equal(bench.store.state.finishedRuns.get(run)?.reason, "evidence_failed_at_delivery");
  });

  it("takes the commit that an earlier owner made without living to record it, and makes no second one", async () => {
    const { bench, run } = await concluded();
    submit(bench.store, { type: "intendDelivery", run, tree: bench.trees.tree(), parent: null });
    bench.trees.commit(bench.trees.tree(), [["Millrace-Run", run]]);
    await deliver(bench.context, run);
    assert.equal(bench.trees.commits.length, 1);
    assert.equal(bench.store.state.items.get("T1")?.phase, "done");
  });

  it("does not take a commit of another tree for its own, though its trailer names the run", async () => {
    const { bench, run } = await concluded();
    submit(bench.store, { type: "intendDelivery", run, tree: bench.trees.tree(), parent: null });
    const forged = { kind: "git", id: "forged" } as const;
    bench.trees.commit(forged, [["Millrace-Run", run]]);
    await deliver(bench.context, run);
    assert.deepEqual(
      bench.trees.commits.map(({ tree }) => tree),
      [forged, bench.trees.tree()],
    );
  });
});
