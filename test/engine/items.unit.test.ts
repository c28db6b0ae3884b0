import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { emptyFields } from "../../src/work/empty-fields.ts";
import { Core } from "../support/core.ts";
import { addTask, startRun, visit } from "../support/core-steps.ts";
import { policy } from "../support/policy.ts";
import { shippedPlan } from "../support/shipped-plan.ts";

const task = (item: string | null, slug: string, dependsOn: string[] = []) =>
  ({ type: "addItem", kind: "task", item, slug, fields: { ...emptyFields(slug), dependsOn }, document: null, body: "" }) as const;

describe("addItem()", () => {
  it("makes an id from the title and numbers the next one of the same title", () => {
    const core = new Core();
    core.does(task(null, "fix-login"));
    core.does(task(null, "fix-login"));
    assert.deepEqual([...core.state.items.keys()], ["fix-login", "fix-login-2"]);
  });

  it("refuses an id that is taken, and says what that item is", () => {
    const core = new Core();
    addTask(core, "T1");
    assert.deepEqual(core.refuses(task("T1", "x"), "item.exists").values, { item: "T1", phase: "queued" });
  });

  it("refuses an id that differs from another only in case, and makes none such from a title", () => {
    const core = new Core();
    addTask(core, "Fix-Login");
    assert.deepEqual(core.refuses(task("fix-LOGIN", "x"), "item.differs-in-case").values, {
      item: "fix-LOGIN",
      other: "Fix-Login",
      phase: "queued",
    });
    core.does(task(null, "fix-login"));
    assert.deepEqual([...core.state.items.keys()], ["Fix-Login", "fix-login-2"]);
  });

  it("refuses a dependency cycle and names it", () => {
    const core = new Core();
    core.does(task("a", "a", ["c"]));
    core.does(task("b", "b", ["a"]));
    assert.equal(core.refuses(task("c", "c", ["b"]), "item.dependency-cycle").values.cycle, "c → b → a → c");
  });

  it("refuses an item that depends on itself", () => {
    new Core().refuses(task("a", "a", ["a"]), "item.depends-on-itself");
  });

  it("refuses a blank command, which would always succeed", () => {
    const blank = { ...task("a", "a"), fields: { ...emptyFields("a"), checks: [" "] } };
    assert.equal(new Core().refuses(blank, "item.blank-command").values.name, "checks");
  });

  it("refuses an id that could leave its directory", () => {
    new Core().refuses(task("../x", "x"), "item.bad-id");
  });
});

describe("claimNext()", () => {
  const claim = { type: "claimNext", item: null } as const;

  it("honours dependencies, then priority, then order", () => {
    const core = new Core();
    addTask(core, "waits", { dependsOn: ["late"], priority: 9 });
    addTask(core, "first");
    addTask(core, "urgent", { priority: 5 });
    addTask(core, "late");
    assert.equal(core.does(claim)[0]?.subject, "urgent");
  });

  it("refuses when the only item waits, and says for what", () => {
    const core = new Core();
    addTask(core, "b", { dependsOn: ["a"] });
    assert.match(String(core.refuses(claim, "item.none-ready").values.waiting), /"b" waits for "a" \(unknown\)/);
  });

  for (const limit of [1, 2, 4]) {
    it(`keeps to a limit of ${limit} runs`, () => {
      const core = new Core();
      core.does({ type: "changePolicy", policy: policy({ maxRuns: limit, runsPerItem: 5, attemptsPerDay: 0 }) });
      for (let n = 0; n < 6; n++) addTask(core, `T${n}`, { paths: [`dir${n}`] });
      for (let n = 0; n < limit; n++) core.does(claim);
      assert.equal(core.state.runs.size, limit);
      core.refuses(claim, "item.none-ready");
    });
  }

  it("keeps apart runs that would write the same paths", () => {
    const core = new Core();
    core.does({ type: "changePolicy", policy: policy({ maxRuns: 4, runsPerItem: 5, attemptsPerDay: 0 }) });
    addTask(core, "a", { paths: ["src/"] });
    addTask(core, "b", { paths: ["src/login.ts"] });
    addTask(core, "c", { paths: ["docs/**"] });
    addTask(core, "d");
    core.does(claim);
    assert.equal(core.does(claim)[0]?.subject, "c");
    core.refuses(claim, "item.none-ready");
  });
});

describe("unblockItem() and retryItem()", () => {
  const blocked = (): Core => {
    const core = new Core();
    addTask(core, "T1");
    const run = startRun(core);
    while (core.state.runs.has(run)) visit(core, run, "BLOCKED");
    return core;
  };

  it("queues a blocked item again and keeps its counters", () => {
    const core = blocked();
    core.does({ type: "unblockItem", item: "T1", reset: false, reason: "try again" });
    assert.equal(core.state.items.get("T1")?.phase, "queued");
    assert.equal(core.state.items.get("T1")?.counters.troubleshoots, 2);
    assert.equal(startRun(core), "T1-2");
  });

  it("names the previous run in the next one", () => {
    const core = blocked();
    core.does({ type: "unblockItem", item: "T1", reset: true, reason: null });
    assert.equal(core.state.runs.get(startRun(core))?.previous, "T1-1");
  });

  it("refuses an item that is queued, and says so", () => {
    const core = new Core();
    addTask(core, "T1");
    core.refuses({ type: "unblockItem", item: "T1", reset: false, reason: null }, "item.not-blocked");
  });

  it("names the nearest id for one that nobody has", () => {
    const core = blocked();
    assert.equal(core.refuses({ type: "retryItem", item: "T2", reset: false, reason: null }, "item.unknown").values.near, "T1");
  });

  it("refuses an item whose runs are used up until its counters are reset", () => {
    const core = blocked();
    core.does({ type: "changePolicy", policy: policy({ maxRuns: 1, runsPerItem: 1, attemptsPerDay: 0 }) });
    core.refuses({ type: "unblockItem", item: "T1", reset: false, reason: null }, "item.exhausted");
    core.does({ type: "unblockItem", item: "T1", reset: true, reason: null });
  });
});

describe("cancelItem()", () => {
  it("ends the live run with the item", () => {
    const core = new Core();
    addTask(core, "T1");
    const run = startRun(core);
    core.does({ type: "cancelItem", item: "T1", reason: "not needed" });
    assert.equal(core.state.items.get("T1")?.phase, "cancelled");
    assert.equal(core.state.finishedRuns.get(run)?.outcome, "cancelled");
  });
});

describe("moveRuntime()", () => {
  it("stays paused while another source pauses", () => {
    const core = new Core();
    for (const source of ["operator", "budget"]) core.does({ type: "moveRuntime", event: "PAUSED", source, reason: null });
    core.does({ type: "moveRuntime", event: "RESUMED", source: "operator", reason: null });
    assert.equal(core.state.lifecycle, "paused");
    core.does({ type: "moveRuntime", event: "RESUMED", source: "budget", reason: null });
    assert.equal(core.state.lifecycle, "running");
  });
});

describe("work that an agent wrote", () => {
  const agentTask = (core: Core, item: string, fields: object): ReturnType<Core["tries"]> =>
    core.tries(
      { type: "addItem", kind: "task", item, slug: item, fields: { ...emptyFields(item), ...fields }, document: null, body: "" },
      "agent",
    );

  it("is not claimed before an operator agrees to its commands", () => {
    const core = new Core();
    agentTask(core, "T1", { run: ["rm -rf build"], root: "S1" });
    assert.deepEqual(core.state.items.get("T1")?.held, ["rm -rf build"]);
    core.refuses({ type: "claimNext", item: null }, "item.none-ready");
    core.does({ type: "approveItem", item: "T1", reason: "read it" });
    core.does({ type: "claimNext", item: null });
  });

  it("needs no approval for checks that the plan names and commands that the policy allows", () => {
    const core = new Core(
      shippedPlan((plan) => {
        plan.checks.unit = { command: "bun test", timeoutSeconds: 60 };
      }),
    );
    core.does({ type: "changePolicy", policy: policy({ allowedCommands: ["make"] }) });
    agentTask(core, "T1", { run: ["make"], checks: ["unit"] });
    core.does({ type: "claimNext", item: null });
  });

  it("cannot be approved by an agent", () => {
    const core = new Core();
    agentTask(core, "T1", { run: ["x"] });
    assert.equal(core.tries({ type: "approveItem", item: "T1", reason: null }, "agent").ok, false);
  });

  it("is bounded for each root", () => {
    const core = new Core();
    core.does({ type: "changePolicy", policy: policy({ itemsPerRoot: 2 }) });
    for (const item of ["a", "b"]) assert.ok(agentTask(core, item, { root: "S1" }).ok);
    const third = agentTask(core, "c", { root: "S1" });
    assert.equal(third.ok ? "" : third.failure.code, "budget.items-per-root");
    assert.ok(agentTask(core, "d", { root: "S2" }).ok);
  });
});

describe("handing over to planning", () => {
  const handOver = (core: Core, item: string, root: string): string => {
    addTask(core, item, { root });
    const run = startRun(core);
    for (const terminal of ["BLOCKED", "BLOCKED", "BLOCKED", "NEEDS_PLANNING"]) visit(core, run, terminal);
    for (const { id, kind, phase } of core.state.items.values()) {
      if (kind === "incident" && phase === "queued") core.does({ type: "cancelItem", item: id, reason: null });
    }
    return core.state.items.get(item)?.phase ?? "";
  };

  it("is bounded for each root: then the item is blocked instead", () => {
    const core = new Core();
    core.does({ type: "changePolicy", policy: policy({ incidentsPerRoot: 2 }) });
    assert.deepEqual(
      ["a", "b", "c"].map((item) => handOver(core, item, "S1")),
      ["handed_off", "handed_off", "blocked"],
    );
    assert.equal(core.state.items.get("c")?.reason, "incidents_exhausted");
  });
});
