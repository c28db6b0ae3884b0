import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { emptyFields } from "../../../src/work/empty-fields.ts";
import { Core } from "../../support/core.ts";
import { addTask } from "../../support/core-steps.ts";
import { shippedPlan } from "../../support/shipped-plan.ts";

const claim = (item: string | null) => ({ type: "claimNext", item }) as const;

describe("claimNext()", () => {
  it("refuses without a plan in force, or with one that is not loaded", () => {
    const core = new Core();
    addTask(core, "T1");
    const plan = core.state.plan;
    core.state.plan = plan && { ...plan, hash: "gone" };
    core.refuses(claim(null), "plan.none");
    core.state.plan = null;
    core.refuses(claim(null), "plan.none");
  });

  it("claims the item that was named, though another comes first", () => {
    const core = new Core();
    for (const id of ["T1", "T2"]) addTask(core, id);
    assert.equal(core.does(claim("T2"))[0]?.subject, "T2");
  });

  it("refuses a named item that waits, and says for what", () => {
    const core = new Core();
    addTask(core, "T1", { dependsOn: ["T9"] });
    addTask(core, "T2");
    assert.deepEqual(core.refuses(claim("T1"), "item.none-ready").values, { queued: 1, waiting: '"T1" waits for "T9" (unknown)' });
  });

  it("refuses an empty queue, and names at most three of those that wait", () => {
    const core = new Core();
    assert.deepEqual(core.refuses(claim(null), "item.none-ready").values, { queued: 0, waiting: "" });
    for (const id of ["a", "b", "c", "d", "e"]) addTask(core, id, { dependsOn: ["z"] });
    const { queued, waiting } = core.refuses(claim(null), "item.none-ready").values;
    assert.equal(queued, 5);
    assert.match(String(waiting), /^"a" .*; "b" .*; "c" .*; and 2 more$/);
  });

  it("refuses a kind that the mode binds to no loop, or to one that the plan lacks", () => {
    const none = new Core();
    none.does({ type: "addItem", kind: "probe", item: "P", slug: "p", fields: emptyFields("P"), document: null, body: "" });
    assert.match(String(none.refuses(claim("P"), "item.none-ready").values.waiting), /kind probe, which the mode binds to no loop/);
    const lacks = new Core(
      shippedPlan((plan) => {
        plan.loopFor.task = "execution.none";
      }),
    );
    addTask(lacks, "T1");
    assert.deepEqual(lacks.refuses(claim(null), "plan.no-loop").values, { kind: "task", loop: "execution.none" });
    const wrong = new Core(
      shippedPlan((plan) => {
        plan.loopFor.task = "planning.standard";
      }),
    );
    addTask(wrong, "T1");
    assert.deepEqual(wrong.refuses(claim(null), "plan.no-loop").values, { kind: "task", loop: "planning.standard" });
  });
});
