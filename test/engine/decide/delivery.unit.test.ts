import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { Core } from "../../support/core.ts";
import { addTask, startRun, verified, visit } from "../../support/core-steps.ts";
import { shippedPlan } from "../../support/shipped-plan.ts";

const TREE = { kind: "git", id: "t" } as const;

/** A run whose loop ended in done. */
function concluded(): { core: Core; run: string } {
  const core = new Core(
    shippedPlan((plan) => {
      plan.delivery = "commit";
    }),
  );
  addTask(core, "T1", { checks: ["npm test"] });
  const run = startRun(core);
  visit(core, run, "BUILDER_COMPLETE");
  visit(core, run, "CHECKER_PASS");
  verified(core, run, true);
  visit(core, run, "UPDATE_COMPLETE");
  return { core, run };
}
const about = (core: Core, run: string) =>
  ({ actor: "runtime", subject: "T1", run, cause: core.state.runs.get(run)?.changedAt ?? -9 }) as const;
const intend = (run: string, tree: { kind: "git"; id: string } | null, parent: string | null) =>
  ({ type: "intendDelivery", run, tree, parent }) as const;
const settle = (run: string, outcome: "committed" | "left" | "failed" | "unknown", commit: string | null = null) =>
  ({ type: "settleDelivery", run, settled: { outcome, commit, detail: "why" } }) as const;

describe("intendDelivery()", () => {
  it("records the intent, as the plan delivers, and the same again changes nothing", () => {
    const { core, run } = concluded();
    const expected = about(core, run);
    assert.deepEqual(core.does(intend(run, TREE, "p")), [
      { type: "delivery.intended", ...expected, data: { kind: "commit", tree: TREE, parent: "p" } },
    ]);
    assert.deepEqual(core.does(intend(run, TREE, "p")), []);
  });

  it("is replaced by one of another tree or another parent", () => {
    const { core, run } = concluded();
    core.does(intend(run, TREE, "p"));
    for (const [tree, parent] of [
      [{ kind: "git", id: "u" }, "p"],
      [{ kind: "git", id: "u" }, "q"],
      [null, "q"],
      [null, null],
    ] as const) {
      assert.equal(core.does(intend(run, tree, parent)).length, 1);
      assert.deepEqual([core.state.runs.get(run)?.delivery?.tree, core.state.runs.get(run)?.delivery?.parent], [tree, parent]);
    }
  });
});

describe("settleDelivery()", () => {
  it("ends the run in done, caused by its intent, with the reason of its loop", () => {
    const { core, run } = concluded();
    core.does(intend(run, TREE, "p"));
    const intended = { actor: "runtime", subject: "T1", run, cause: core.state.seq };
    core.now += 11;
    const millis = core.now - (core.state.runs.get(run)?.startedTime ?? 0);
    assert.deepEqual(core.does(settle(run, "committed", "c")), [
      { type: "delivery.settled", ...intended, data: { outcome: "committed", commit: "c", detail: "why" } },
      {
        type: "run.finished",
        actor: "runtime",
        subject: "T1",
        run,
        cause: -1,
        data: { outcome: "done", reason: "updater_complete", detail: "why", counters: {}, attempts: 3, millis },
      },
      {
        type: "item.moved",
        actor: "runtime",
        subject: "T1",
        run,
        cause: -1,
        data: { event: "DONE", from: "active", to: "done", reason: "updater_complete", resetCounters: false },
      },
    ]);
  });

  it("blocks the item when it failed", () => {
    const { core, run } = concluded();
    const cause = about(core, run).cause;
    const [told, finished] = core.does(settle(run, "failed"));
    assert.equal(told?.cause, cause);
    assert.ok(finished?.type === "run.finished");
    assert.deepEqual([finished.data.outcome, finished.data.reason, finished.data.detail], ["blocked", "delivery_failed", "why"]);
    assert.equal(core.state.items.get("T1")?.phase, "blocked");
  });

  it("stops only its run when nobody can know, until an operator says what became of it", () => {
    const { core, run } = concluded();
    core.does(intend(run, TREE, "p"));
    assert.deepEqual(
      core.does(settle(run, "unknown")).map(({ type }) => type),
      ["delivery.settled"],
    );
    assert.equal(core.state.runs.get(run)?.phase, "stuck");
    const cause = core.state.runs.get(run)?.changedAt;
    const events = core.does({ type: "resolveRun", run, outcome: "committed", commit: "c", reason: null });
    assert.deepEqual(events[0], {
      type: "run.phase",
      actor: "operator",
      subject: "T1",
      run,
      cause,
      data: { event: "RESOLVED", from: "stuck", to: "delivering", reason: "resolved by the operator" },
    });
    assert.deepEqual(
      events.map(({ type, actor }) => [type, actor]),
      [
        ["run.phase", "operator"],
        ["delivery.settled", "operator"],
        ["run.finished", "runtime"],
        ["item.moved", "runtime"],
      ],
    );
    assert.equal(core.state.items.get("T1")?.phase, "done");
  });

  it("takes an operator's word that it failed, with the reason", () => {
    const { core, run } = concluded();
    core.does(settle(run, "unknown"));
    core.does({ type: "resolveRun", run, outcome: "failed", commit: null, reason: "never pushed" });
    assert.equal(core.state.items.get("T1")?.phase, "blocked");
    const failed = core.refuses({ type: "resolveRun", run, outcome: "failed", commit: null, reason: null }, "run.unknown");
    assert.equal(failed.values.run, run);
  });

  it("lets one that nobody can know be delivered again, with the same intent", () => {
    const { core, run } = concluded();
    core.does(intend(run, TREE, "p"));
    core.does(settle(run, "unknown"));
    const events = core.does({ type: "resolveRun", run, outcome: "again", commit: null, reason: "the disk has room" });
    const data = { event: "RESOLVED", from: "stuck", to: "delivering", reason: "the disk has room" };
    assert.deepEqual(
      events.map(({ type, actor, data: told }) => [type, actor, told]),
      [["run.phase", "operator", data]],
    );
    assert.deepEqual(core.does(intend(run, TREE, "p")), []);
    core.does(settle(run, "committed", "c"));
    assert.equal(core.state.items.get("T1")?.phase, "done");
  });

  it("refuses to resolve what is not stuck", () => {
    const { core, run } = concluded();
    const failure = core.refuses({ type: "resolveRun", run, outcome: "committed", commit: "c", reason: null }, "run.not-stuck");
    assert.deepEqual(failure.values, { run, phase: "delivering" });
  });
});

describe("verifiedRun() before delivery", () => {
  const evidence = (check: string, passed: boolean) => ({
    check,
    command: check,
    tree: TREE,
    passed,
    exit: 0,
    timedOut: false,
    millis: 1,
    output: "o",
  });

  it("lets it go on when all are green, and names those that are not", () => {
    const { core, run } = concluded();
    const green = core.does({ type: "verifiedRun", run, tree: TREE, evidence: [evidence("a", true)] });
    assert.deepEqual(
      green.map(({ type }) => type),
      ["run.verified"],
    );
    const red = [evidence("a", false), evidence("b", true), evidence("c", false)];
    const [, finished] = core.does({ type: "verifiedRun", run, tree: TREE, evidence: red });
    assert.ok(finished?.type === "run.finished");
    assert.deepEqual(
      [finished.data.outcome, finished.data.reason, finished.data.detail],
      ["blocked", "evidence_failed_at_delivery", "a, c"],
    );
  });

  it("tells a refuted claim by the checks that refuted it", () => {
    const core = new Core();
    addTask(core, "T1", { checks: ["a", "c"] });
    const run = startRun(core);
    visit(core, run, "BUILDER_COMPLETE");
    visit(core, run, "CHECKER_PASS");
    core.does({ type: "verifiedRun", run, tree: TREE, evidence: [evidence("a", false), evidence("b", true), evidence("c", false)] });
    assert.deepEqual(core.state.runs.get(run)?.visits.at(-1)?.failure, "check_refuted");
    assert.equal(core.state.runs.get(run)?.position.stage, "fixer");
  });
});
