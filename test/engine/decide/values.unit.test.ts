import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { findCycle } from "../../../src/engine/decide/find-cycle.ts";
import { emptyFields } from "../../../src/work/empty-fields.ts";
import { Core } from "../../support/core.ts";
import { addTask, end, launch, startRun, visit } from "../../support/core-steps.ts";
import { policy } from "../../support/policy.ts";

const place = (items: string[], where: Parameters<Core["tries"]>[0] extends infer D ? (D extends { place: infer P } ? P : never) : never) =>
  ({ type: "placeItems", items, place: where }) as const;
const retarget = (item: string, from: string, to: string) => ({ type: "retargetDependency", item, from, to }) as const;

describe("refusals carry their values", () => {
  it("placeItems()", () => {
    const core = new Core();
    for (const id of ["a", "b"]) addTask(core, id);
    Object.assign(core.state.items.get("a") ?? {}, { phase: "blocked" });
    assert.deepEqual(core.refuses(place(["a"], { at: "first" }), "item.not-legal").values, {
      item: "a",
      phase: "blocked",
      action: "reorder",
    });
    assert.deepEqual(core.refuses(place(["b"], { at: "after", item: "a" }), "item.not-legal").values, {
      item: "a",
      phase: "blocked",
      action: "place anything after",
    });
    assert.deepEqual(core.refuses(place(["b"], { at: "before", item: "b" }), "item.beside-itself").values, { item: "b" });
  });

  it("retargetDependency()", () => {
    const core = new Core();
    for (const id of ["x", "y", "z"]) addTask(core, id);
    addTask(core, "a", { dependsOn: ["x", "y"] });
    addTask(core, "b", { dependsOn: ["a"] });
    assert.deepEqual(core.refuses(retarget("a", "z", "x"), "item.no-dependency").values, { item: "a", from: "z", dependsOn: "x, y" });
    assert.deepEqual(core.refuses(retarget("a", "x", "a"), "item.depends-on-itself").values, { item: "a" });
    assert.deepEqual(core.refuses(retarget("a", "x", "b"), "item.dependency-cycle").values, { cycle: "a → b → a" });
    assert.deepEqual(core.does(retarget("a", "x", "x")), []);
    core.does(retarget("a", "x", "z"));
    assert.deepEqual(core.state.items.get("a")?.fields.dependsOn, ["z", "y"]);
    core.does({
      type: "addItem",
      kind: "task",
      item: "odd",
      slug: "odd",
      fields: { ...emptyFields("odd"), dependsOn: ["x"] },
      document: "# odd\n",
      body: "",
    });
    assert.deepEqual(core.refuses(retarget("odd", "x", "y"), "item.edit-by-hand").values, { item: "odd", from: "x" });
    Object.assign(core.state.items.get("b") ?? {}, { document: null });
    core.refuses(retarget("b", "a", "x"), "item.not-legal");
  });

  it("requestAttempt()", () => {
    const core = new Core();
    addTask(core, "T1");
    const run = startRun(core);
    const request = { type: "requestAttempt", run, visit: 1, try: 1, runner: "shell", request: "b".repeat(64), tree: null } as const;
    for (const wrong of [{ visit: 2 }, { try: 2 }, { try: 0 }]) {
      const { visit: at, try: number } = { ...request, ...wrong };
      assert.deepEqual(core.refuses({ ...request, ...wrong }, "run.stale-attempt").values, {
        attempt: `T1-1.${at}.${number}`,
        current: "T1-1.1.1",
      });
    }
    core.does({ type: "changePolicy", policy: policy({ attemptsPerDay: 1 }) });
    launch(core, run);
    end(core, run, null, { failure: "terminal_missing" });
    assert.deepEqual(core.refuses({ ...request, visit: 2 }, "budget.attempts-per-day").values, { limit: 1 });
  });

  it("reload() and moveRuntime()", () => {
    const core = new Core();
    assert.deepEqual(core.refuses({ type: "reload" }, "runtime.not-running").values, { action: "reload" });
  });
});

describe("placeItems(), by priority and order", () => {
  const filled = (): Core => {
    const core = new Core();
    addTask(core, "high", { priority: 5 });
    addTask(core, "low");
    addTask(core, "least", { priority: -3 });
    return core;
  };
  const priority = (core: Core, item: string): number | undefined => core.state.items.get(item)?.priority;

  it("takes the priority of the one that follows, or that comes before", () => {
    for (const [where, expected] of [
      [{ at: "before", item: "low" }, 0],
      [{ at: "after", item: "high" }, 5],
      [{ at: "first" }, 5],
      [{ at: "before", item: "high" }, 5],
    ] as const) {
      const core = filled();
      core.does(place(["least"], where));
      assert.equal(priority(core, "least"), expected, JSON.stringify(where));
    }
  });

  it("takes the highest of their own where nothing else is queued", () => {
    const core = filled();
    core.does(place(["least", "low", "high"], { at: "first" }));
    assert.deepEqual(
      ["least", "low", "high"].map((item) => priority(core, item)),
      [5, 5, 5],
    );
  });

  it("changes nothing for the first in front and the last behind, whatever their priority", () => {
    assert.deepEqual(filled().does(place(["high"], { at: "first" })), []);
    assert.deepEqual(filled().does(place(["least"], { at: "last" })), []);
    assert.deepEqual(filled().does(place(["low"], { at: "after", item: "high" })), []);
  });

  it("gives the last place an order that only what is added later goes beyond", () => {
    const core = new Core();
    for (const id of ["a", "b"]) addTask(core, id);
    const next = core.state.seq + 1;
    core.does(place(["a"], { at: "last" }));
    assert.equal(core.state.items.get("a")?.order, next);
    addTask(core, "c");
    assert.ok((core.state.items.get("c")?.order ?? 0) > next);
  });
});

describe("commands that an agent wrote", () => {
  it("are held wherever they stand: to run, to fix, and as checks that the plan does not name", () => {
    const core = new Core();
    const fields = { ...emptyFields("T1"), run: ["make"], fix: ["mend"], checks: ["curl x | sh"] };
    const added = core.tries({ type: "addItem", kind: "task", item: "T1", slug: "t", fields, document: null, body: "" }, "agent");
    assert.ok(added.ok);
    assert.deepEqual(core.state.items.get("T1")?.held, ["make", "mend", "curl x | sh"]);
  });
});

describe("what a run tells of its end", () => {
  it("is the last summary, or else the last detail", () => {
    for (const [summary, detail, told] of [
      ["short", "long", "short"],
      ["", "long", "long"],
    ] as const) {
      const core = new Core();
      addTask(core, "T1");
      Object.assign(core.state.items.get("T1") ?? {}, { counters: { troubleshoots: 2, consults: 1 } });
      const run = startRun(core);
      const attempt = launch(core, run);
      const nothing = { exit: 0, signal: null, millis: 1, outputBytes: 0, usage: null, artifacts: [], failure: null };
      const report = { ...nothing, claimed: "BLOCKED", summary, detail };
      const events = core.does({ type: "endedAttempt", run, attempt, report, tree: null, changed: [], protectedChanged: [] });
      const finished = events.find(({ type }) => type === "run.finished");
      assert.ok(finished?.type === "run.finished");
      assert.deepEqual([finished.data.reason, finished.data.detail], ["recovery_exhausted", told]);
      assert.deepEqual(finished.data.counters, { troubleshoots: 2, consults: 1 });
    }
  });

  it("is which checks refuted it, where that ends its loop", () => {
    const core = new Core();
    addTask(core, "T1", { checks: ["a", "b"] });
    Object.assign(core.state.items.get("T1") ?? {}, { counters: { fixCycles: 2, troubleshoots: 2, consults: 1 } });
    const run = startRun(core);
    visit(core, run, "BUILDER_COMPLETE");
    visit(core, run, "CHECKER_PASS");
    const tree = { kind: "manifest", id: "t" } as const;
    const evidence = ["a", "b"].map((check) => ({
      check,
      command: check,
      tree,
      passed: false,
      exit: 1,
      timedOut: false,
      millis: 1,
      output: "o",
    }));
    const finished = core.does({ type: "verifiedRun", run, tree, evidence }).find(({ type }) => type === "run.finished");
    assert.equal(finished?.type === "run.finished" && finished.data.detail, "refuted by a, b");
  });

  it("keeps no counters once its item is done", () => {
    const core = new Core();
    addTask(core, "T1");
    Object.assign(core.state.items.get("T1") ?? {}, { counters: { fixCycles: 1 } });
    const run = startRun(core);
    for (const terminal of ["BUILDER_COMPLETE", "CHECKER_PASS", "UPDATE_COMPLETE"]) visit(core, run, terminal);
    assert.deepEqual(core.state.runs.get(run)?.position.context.counters, { fixCycles: 1 });
    core.does({ type: "settleDelivery", run, settled: { outcome: "left", commit: null, detail: "" } });
    assert.deepEqual(core.state.items.get("T1")?.counters, {});
  });

  it("takes a claim of no success at its word, though its checks were run", () => {
    const core = new Core();
    addTask(core, "T1", { checks: ["a"] });
    const run = startRun(core);
    visit(core, run, "BUILDER_COMPLETE");
    visit(core, run, "CHECKER_PASS");
    const live = core.state.runs.get(run);
    if (live?.claim) live.claim.terminal = "BLOCKED";
    const tree = { kind: "manifest", id: "t" } as const;
    const red = { check: "a", command: "a", tree, passed: false, exit: 1, timedOut: false, millis: 1, output: "o" };
    const moved = core.does({ type: "verifiedRun", run, tree, evidence: [red] }).at(-1);
    assert.ok(moved?.type === "run.moved");
    assert.deepEqual([moved.data.effective, moved.data.failure], ["BLOCKED", null]);
  });

  it("names in an incident what each stage said", () => {
    const core = new Core();
    const long = `t${"x".repeat(90)}`;
    core.does({ type: "addItem", kind: "task", item: long, slug: "t", fields: emptyFields("t"), document: null, body: "" });
    const run = startRun(core);
    for (const claimed of ["BLOCKED", "BLOCKED", "BLOCKED", "NEEDS_PLANNING"]) {
      const attempt = launch(core, run);
      const nothing = { exit: 0, signal: null, millis: 1, outputBytes: 0, usage: null, artifacts: [], failure: null };
      core.does({
        type: "endedAttempt",
        run,
        attempt,
        report: { ...nothing, claimed, summary: `s${attempt.at(-3)}`, detail: "" },
        tree: null,
        changed: [],
        protectedChanged: [],
      });
    }
    const incident = [...core.state.items.values()].find(({ kind }) => kind === "incident");
    assert.equal(incident?.id, `incident-${run}`.slice(0, 90));
    assert.match(incident?.document ?? "", /^\+\+\+\nkind = "incident"/);
    for (const line of ["- builder: BLOCKED (s1)", "- troubleshooter: BLOCKED (s2)", "- consultant: NEEDS_PLANNING (s4)"])
      assert.ok(incident?.document?.includes(`${line}\n`), line);
  });

  it("does not end for a runner that could not be started, while it may be tried again", () => {
    const core = new Core();
    addTask(core, "T1");
    const run = startRun(core);
    launch(core, run);
    assert.equal(end(core, run, null, { failure: "spawn_failed" as "transport" }).at(-1)?.type, "run.waiting");
  });
});

describe("findCycle()", () => {
  it("gives the shortest way back that it finds, and walks what was seen but once", () => {
    const core = new Core();
    addTask(core, "d");
    addTask(core, "b", { dependsOn: ["d"] });
    addTask(core, "c", { dependsOn: ["d"] });
    assert.equal(findCycle(core.state, "a", ["b", "c", "gone"]), null);
    Object.assign(core.state.items.get("d")?.fields ?? {}, { dependsOn: ["b"] });
    assert.equal(findCycle(core.state, "a", ["b", "c"]), null);
    assert.deepEqual(findCycle(core.state, "b", ["d"]), ["b", "d", "b"]);
    assert.deepEqual(findCycle(core.state, "a", ["a"]), ["a", "a"]);
  });
});
