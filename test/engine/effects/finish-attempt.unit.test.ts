import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { adopt } from "../../../src/engine/effects/adopt.ts";
import { attempt } from "../../../src/engine/effects/attempt.ts";
import { Bench } from "./support/bench.ts";

/** One visit of a builder that writes these files. */
async function built(paths: readonly string[], blocks = false): Promise<Bench> {
  const bench = await Bench.with((plan) => {
    plan.evidence = { protected: ["test/**", "*.lock"], protectedBlocks: blocks };
  });
  bench.dispatch.work = () => {
    for (const path of paths) bench.trees.files.set(path, "built");
    return { claimed: "BUILDER_COMPLETE" };
  };
  await attempt(bench.context, bench.begin());
  return bench;
}

describe("attempt()", () => {
  it("marks which of the files that its stage changed are protected", async () => {
    const run = (await built(["src/a.ts", "test/a.test.ts"])).run("T1-1");
    assert.deepEqual([run.changed, run.protectedChanged], [["src/a.ts", "test/a.test.ts"], ["test/a.test.ts"]]);
    assert.equal(run.position.stage, "checker");
  });

  it("marks nothing where only other files were changed", async () => {
    assert.deepEqual((await built(["src/a.ts", "locks/lock"])).run("T1-1").protectedChanged, []);
  });

  it("refutes the claim for a protected file where the plan says so", async () => {
    assert.equal((await built(["bun.lock"], true)).run("T1-1").position.stage, "troubleshooter");
  });

  it("ends nothing while the disk cannot read the work that a planner left, and takes all of it in after that", async () => {
    const bench = await Bench.with(undefined, {}, "spec");
    const folder = "/work space/millrace-agents/runs/T1-1/1.1/work";
    bench.dispatch.work = () => {
      bench.fs.makeDirectory(folder);
      for (const id of ["one", "two"]) bench.fs.write(`${folder}/${id}.md`, `+++\nkind = "task"\nid = "${id}"\ntitle = "${id}"\n+++\n`);
      return { claimed: "PLANNER_COMPLETE" };
    };
    const run = bench.begin();
    bench.fs.plan = ({ name, path }) => (name === "read" && path.endsWith("two.md") ? { kind: "error", code: "EIO" } : undefined);
    await assert.rejects(() => attempt(bench.context, run), { code: "EIO" });
    assert.equal(bench.run(run).position.stage, "planner");
    bench.fs.plan = undefined;
    await adopt(bench.context, run);
    assert.deepEqual([...bench.store.state.items.keys()], ["T1", "one", "two"]);
    assert.equal(bench.run(run).position.stage, "manager");
  });
});
