import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { Place } from "../../src/engine/decide/command.ts";
import { isBefore } from "../../src/engine/ready.ts";
import { emptyFields } from "../../src/work/empty-fields.ts";
import { renderDocument } from "../../src/work/render-document.ts";
import { Core } from "../support/core.ts";
import { addTask, startRun, verified, visit } from "../support/core-steps.ts";

const place = (items: string[], where: Place) => ({ type: "placeItems", items, place: where }) as const;
const queueOf = (core: Core): string[] =>
  [...core.state.items.values()]
    .filter(({ phase }) => phase === "queued")
    .sort((a, b) => (isBefore(a, b) ? -1 : 1))
    .map(({ id }) => id);
const filled = (...ids: string[]): Core => {
  const core = new Core();
  for (const id of ids) addTask(core, id);
  return core;
};
const blocked = (item: string): Core => {
  const core = filled(item);
  const run = startRun(core);
  while (core.state.runs.has(run)) visit(core, run, "BLOCKED");
  return core;
};

describe("placeItems()", () => {
  const cases: [string, string[], Place, string][] = [
    ["first", ["c"], { at: "first" }, "cabd"],
    ["last", ["a"], { at: "last" }, "bcda"],
    ["before another", ["d"], { at: "before", item: "b" }, "adbc"],
    ["after another", ["a"], { at: "after", item: "c" }, "bcad"],
    ["several first, in the order in which they are named", ["d", "b"], { at: "first" }, "dbac"],
    ["all of them", ["d", "c", "b", "a"], { at: "first" }, "dcba"],
    ["several after the last", ["c", "a"], { at: "after", item: "d" }, "bdca"],
  ];
  for (const [title, items, where, order] of cases) {
    it(`places ${title}`, () => {
      const core = filled("a", "b", "c", "d");
      core.does(place(items, where));
      assert.equal(queueOf(core).join(""), order);
    });
  }

  it("takes the priority of those beside it, and leaves documents as they are", () => {
    const core = filled("a", "b");
    addTask(core, "urgent", { priority: 5 });
    addTask(core, "later", { priority: -5 });
    const before = core.state.items.get("b")?.revision;
    core.does(place(["b"], { at: "first" }));
    assert.deepEqual(queueOf(core), ["b", "urgent", "a", "later"]);
    assert.equal(core.state.items.get("b")?.priority, 5);
    assert.equal(core.state.items.get("b")?.revision, before);
    core.does(place(["urgent"], { at: "last" }));
    assert.deepEqual(queueOf(core), ["b", "a", "later", "urgent"]);
    core.does(place(["b"], { at: "before", item: "later" }));
    assert.deepEqual(queueOf(core), ["a", "b", "later", "urgent"]);
  });

  it("changes nothing where it lies there already", () => {
    const core = filled("a", "b", "c");
    assert.deepEqual(core.does(place(["a"], { at: "first" })), []);
    assert.deepEqual(core.does(place(["b"], { at: "after", item: "a" })), []);
    assert.deepEqual(core.does(place(["c"], { at: "last" })), []);
    assert.deepEqual(core.does(place(["c"], { at: "priority", priority: 0 })), []);
  });

  it("keeps those that come later behind what was placed last", () => {
    const core = filled("a", "b");
    core.does(place(["a"], { at: "last" }));
    addTask(core, "c");
    assert.deepEqual(queueOf(core), ["b", "a", "c"]);
  });

  it("always finds room between two, however often", () => {
    const core = filled("a", "x", "y", "b");
    for (let n = 0; n < 300; n++) {
      core.does(place([n % 2 ? "x" : "y"], { at: "after", item: "a" }));
      assert.deepEqual(queueOf(core), n % 2 ? ["a", "x", "y", "b"] : ["a", "y", "x", "b"]);
    }
  });

  it("gives a priority, until the document says another", () => {
    const core = filled("a", "b");
    core.does(place(["b"], { at: "priority", priority: 7 }));
    assert.deepEqual(queueOf(core), ["b", "a"]);
    const revise = (title: string, priority: number): void => {
      const fields = { ...emptyFields(title), priority };
      core.does({ type: "reviseItem", item: "b", fields, document: renderDocument({ kind: "task", id: "b", fields }) });
    };
    revise("another title", 0);
    assert.equal(core.state.items.get("b")?.priority, 7);
    revise("another title", -1);
    assert.deepEqual(queueOf(core), ["a", "b"]);
  });

  it("refuses what is not queued, unknown, or meant beside itself", () => {
    const core = filled("a", "b", "c");
    startRun(core);
    core.refuses(place(["a"], { at: "first" }), "item.not-legal");
    core.refuses(place(["b"], { at: "before", item: "a" }), "item.not-legal");
    core.refuses(place(["b"], { at: "before", item: "b" }), "item.beside-itself");
    assert.equal(core.refuses(place(["bb"], { at: "first" }), "item.unknown").values.near, "b");
    core.refuses(place(["b"], { at: "after", item: "zz" }), "item.unknown");
  });

  it("reorders 10 000 items in milliseconds", () => {
    const core = filled(...Array.from({ length: 10_000 }, (_, n) => `t${n}`));
    const began = performance.now();
    for (let n = 0; n < 20; n++) core.does(place([`t${9_999 - n}`], { at: n % 2 ? "first" : "before", item: "t5000" } as Place));
    assert.ok((performance.now() - began) / 20 < 100, `${(performance.now() - began) / 20} ms each`);
    core.does(
      place(
        Array.from({ length: 10_000 }, (_, n) => `t${9_999 - n}`),
        { at: "first" },
      ),
    );
    assert.deepEqual(queueOf(core).slice(0, 2), ["t9999", "t9998"]);
  });
});

describe("reviseItem()", () => {
  const revise = (document: string, more: object) =>
    ({ type: "reviseItem", item: "a", fields: emptyFields("a"), document, ...more }) as const;

  it("refuses an edit of another revision than the current one", () => {
    const core = filled("a");
    const seen = core.state.items.get("a")?.revision ?? "";
    core.does(revise("# one\n", { expect: seen.slice(0, 12) }));
    const failure = core.refuses(revise("# two\n", { expect: seen }), "item.revised-meanwhile");
    assert.equal(failure.values.revision, core.state.items.get("a")?.revision);
  });

  it("refuses a revision that depends on itself", () => {
    const core = filled("a");
    core.refuses({ ...revise("# x\n", {}), fields: { ...emptyFields("a"), dependsOn: ["a"] } }, "item.depends-on-itself");
  });

  it("keeps the root that the item descends from", () => {
    const core = new Core();
    addTask(core, "a", { root: "spec" });
    core.does(revise("# new\n", {}));
    assert.equal(core.state.items.get("a")?.fields.root, "spec");
  });
});

describe("archiveItems()", () => {
  it("archives blocked items, with the reason", () => {
    const core = blocked("T1");
    core.does({ type: "archiveItems", items: ["T1"], reason: "not worth it" });
    const item = core.state.items.get("T1");
    assert.deepEqual([item?.phase, item?.reason], ["archived", "not worth it"]);
  });

  it("archives all of the named ones, or none", () => {
    const core = blocked("T1");
    addTask(core, "T2");
    core.refuses({ type: "archiveItems", items: ["T1", "T2"], reason: null }, "item.not-blocked");
    assert.equal(core.state.items.get("T1")?.phase, "blocked");
  });
});

describe("resolveIncident()", () => {
  const incident = (core: Core): void => {
    core.does({ type: "addItem", kind: "incident", item: "I1", slug: "i", fields: emptyFields("i"), document: null, body: "" });
  };

  it("takes the operator's word for an incident", () => {
    const core = new Core();
    incident(core);
    addTask(core, "T1", { dependsOn: ["I1"] });
    core.does({ type: "resolveIncident", item: "I1", reason: null });
    assert.equal(core.state.items.get("I1")?.phase, "done");
    assert.equal(core.does({ type: "claimNext", item: null })[0]?.subject, "T1");
  });

  it("refuses anything else, and an incident that is done", () => {
    const core = filled("T1");
    incident(core);
    core.refuses({ type: "resolveIncident", item: "T1", reason: null }, "item.not-incident");
    core.does({ type: "resolveIncident", item: "I1", reason: null });
    core.refuses({ type: "resolveIncident", item: "I1", reason: null }, "item.not-legal");
  });
});

describe("resolveRun()", () => {
  const resolve = (run: string, outcome: "committed" | "failed", commit: string | null = null) =>
    ({ type: "resolveRun", run, outcome, commit, reason: null }) as const;
  const stuck = (): { core: Core; run: string } => {
    const core = new Core();
    addTask(core, "T1", { checks: ["npm test"] });
    const run = startRun(core);
    visit(core, run, "BUILDER_COMPLETE");
    visit(core, run, "CHECKER_PASS");
    verified(core, run, true);
    visit(core, run, "UPDATE_COMPLETE");
    core.does({ type: "settleDelivery", run, settled: { outcome: "unknown", commit: null, detail: "no answer" } });
    assert.equal(core.state.runs.get(run)?.phase, "stuck");
    return { core, run };
  };

  it("ends a stuck run as delivered", () => {
    const { core, run } = stuck();
    core.does(resolve(run, "committed", "a".repeat(40)));
    assert.deepEqual([core.state.items.get("T1")?.phase, core.state.finishedRuns.get(run)?.outcome], ["done", "done"]);
  });

  it("blocks the item of a delivery that failed", () => {
    const { core, run } = stuck();
    core.does(resolve(run, "failed"));
    assert.deepEqual([core.state.items.get("T1")?.phase, core.state.items.get("T1")?.reason], ["blocked", "delivery_failed"]);
  });

  it("refuses a run that is not stuck, and one that nobody has", () => {
    const core = filled("T1");
    const run = startRun(core);
    core.refuses(resolve(run, "failed"), "run.not-stuck");
    assert.equal(core.refuses(resolve("T1-2", "failed"), "run.unknown").values.near, run);
  });
});

describe("retargetDependency()", () => {
  const retarget = (from: string, to: string) => ({ type: "retargetDependency", item: "b", from, to }) as const;
  const two = (): Core => {
    const core = filled("old", "new");
    addTask(core, "b", { dependsOn: ["old"] });
    return core;
  };

  it("makes a revision that waits for the other item", () => {
    const core = two();
    core.does(retarget("old", "new"));
    const item = core.state.items.get("b");
    assert.deepEqual(item?.fields.dependsOn, ["new"]);
    assert.match(item?.document ?? "", /depends_on = \[\s*"new"\s*\]/);
  });

  it("refuses an unknown target, a dependency that is not there, a cycle and itself", () => {
    const core = two();
    addTask(core, "c", { dependsOn: ["b"] });
    core.refuses(retarget("old", "nwe"), "item.unknown");
    core.refuses(retarget("new", "old"), "item.no-dependency");
    core.refuses(retarget("old", "b"), "item.depends-on-itself");
    core.refuses(retarget("old", "c"), "item.dependency-cycle");
  });
});

describe("repairLineage()", () => {
  const add = (core: Core, item: string, root: string | null): void => void addTask(core, item, { root });

  it("makes items name the end of their chain of roots, and no other", () => {
    const core = new Core();
    add(core, "top", null);
    add(core, "middle", "top");
    add(core, "leaf", "middle");
    add(core, "lost", "nobody");
    const document = core.state.items.get("leaf")?.document;
    assert.deepEqual(
      core.does({ type: "repairLineage", root: null }).map(({ subject }) => subject),
      ["leaf"],
    );
    assert.equal(core.state.items.get("leaf")?.fields.root, "top");
    assert.equal(core.state.items.get("leaf")?.document, document);
    assert.deepEqual(core.does({ type: "repairLineage", root: null }), []);
  });

  it("leaves roots that lead back to themselves", () => {
    const core = new Core();
    add(core, "a", "b");
    add(core, "b", "a");
    assert.deepEqual(core.does({ type: "repairLineage", root: null }), []);
  });
});

describe("noteIntake()", () => {
  const refusal = {
    path: "millrace-agents/tasks/queue/x.md.invalid",
    kind: "invalid",
    item: null,
    problem: "no title",
    fix: "add one",
  } as const;
  const note = (refused: (typeof refusal)[], cleared: string[] = []) =>
    ({ type: "noteIntake", refused, cleared: cleared.map((path) => ({ path, reason: "gone" })) }) as const;

  it("records a refusal once, and its end once", () => {
    const core = new Core();
    assert.equal(core.does(note([refusal])).length, 1);
    assert.equal(core.does(note([refusal])).length, 0);
    assert.equal(core.state.refusals.get(refusal.path)?.problem, "no title");
    assert.equal(core.does(note([], [refusal.path])).length, 1);
    assert.equal(core.does(note([], [refusal.path])).length, 0);
    assert.equal(core.state.refusals.size, 0);
  });

  it("ends with the item that mends it", () => {
    const core = new Core();
    core.does(note([refusal]));
    const fields = emptyFields("x");
    core.does({ type: "addItem", kind: "task", item: "x", slug: "x", fields, document: "# x\n", body: "", settles: refusal.path });
    assert.equal(core.state.refusals.size, 0);
  });
});
