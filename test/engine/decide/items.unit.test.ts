import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { AnyNewEvent } from "../../../src/events/event.ts";
import type { Refusal } from "../../../src/state/state.ts";
import { emptyFields } from "../../../src/work/empty-fields.ts";
import { Core } from "../../support/core.ts";
import { addTask, startRun } from "../../support/core-steps.ts";
import { policy } from "../../support/policy.ts";

const add = (item: string, more: object = {}) =>
  ({ type: "addItem", kind: "task", item, slug: item, fields: emptyFields(item), document: null, body: "", ...more }) as const;
const at = (core: Core, id: string): number => core.state.items.get(id)?.changedAt ?? -9;
const moved = (core: Core, event: string, from: string, to: string, reason: string | null, resetCounters = false) => ({
  type: "item.moved",
  actor: "operator",
  subject: "T1",
  cause: at(core, "T1"),
  data: { event, from, to, reason, resetCounters },
});
const put = (core: Core, phase: "queued" | "blocked" | "done"): Core => {
  addTask(core, "T1");
  Object.assign(core.state.items.get("T1") ?? {}, { phase });
  return core;
};

describe("commands about items, event by event", () => {
  it("add one with its document, verbatim or rendered from its fields and details", () => {
    const core = new Core();
    const [verbatim] = core.does(add("T1", { document: "# mine\n" }));
    assert.ok(verbatim?.type === "item.added");
    assert.deepEqual([verbatim.actor, verbatim.cause, verbatim.data.document, verbatim.data.held], ["operator", 0, "# mine\n", []]);
    const [rendered] = core.does(add("T2", { body: "The body.\n", details: { summary: "me" } }));
    assert.ok(rendered?.type === "item.added");
    assert.match(rendered.data.document, /summary = "me"[\s\S]*The body\./);
    assert.doesNotMatch((core.does(add("T3"))[0] as Extract<AnyNewEvent, { type: "item.added" }>).data.document, /summary/);
    assert.deepEqual(core.refuses(add("../T"), "item.bad-id").values, { item: "../T" });
  });

  it("move one, and keep why", () => {
    let core = put(new Core(), "blocked");
    let expected = moved(core, "UNBLOCKED", "blocked", "queued", "again");
    assert.deepEqual(core.does({ type: "unblockItem", item: "T1", reset: false, reason: "again" }), [expected]);
    core = put(new Core(), "done");
    expected = moved(core, "RETRIED", "done", "queued", null, true);
    assert.deepEqual(core.does({ type: "retryItem", item: "T1", reset: true, reason: null }), [expected]);
    core = put(new Core(), "queued");
    expected = moved(core, "REMOVED", "queued", "removed", "no");
    assert.deepEqual(core.does({ type: "removeItem", item: "T1", reason: "no" }), [expected]);
    core = put(new Core(), "queued");
    expected = moved(core, "CANCELLED", "queued", "cancelled", null);
    assert.deepEqual(core.does({ type: "cancelItem", item: "T1", reason: null }), [expected]);
    core = put(new Core(), "blocked");
    expected = moved(core, "ARCHIVED", "blocked", "archived", "old");
    assert.deepEqual(core.does({ type: "archiveItems", items: ["T1", "T1"], reason: "old" }), [expected]);
  });

  it("archive keeps the reason why it was blocked where none is given", () => {
    const core = put(new Core(), "blocked");
    Object.assign(core.state.items.get("T1") ?? {}, { reason: "recovery_exhausted" });
    const [event] = core.does({ type: "archiveItems", items: ["T1"], reason: null });
    assert.equal(event?.type === "item.moved" && event.data.reason, "recovery_exhausted");
    assert.deepEqual(core.does({ type: "archiveItems", items: [], reason: null }), []);
  });

  it("resolve an incident, and nothing else", () => {
    const core = new Core();
    core.does({ ...add("I1"), kind: "incident" });
    const cause = at(core, "I1");
    assert.deepEqual(core.does({ type: "resolveIncident", item: "I1", reason: null }), [
      {
        type: "item.moved",
        actor: "operator",
        subject: "I1",
        cause,
        data: { event: "RESOLVED", from: "queued", to: "done", reason: "resolved by the operator", resetCounters: false },
      },
    ]);
    addTask(core, "T1");
    assert.deepEqual(core.refuses({ type: "resolveIncident", item: "T1", reason: "x" }, "item.not-incident").values, {
      item: "T1",
      kind: "task",
    });
    core.does({ ...add("I2"), kind: "incident" });
    const [second] = core.does({ type: "resolveIncident", item: "I2", reason: "gone" });
    assert.equal(second?.type === "item.moved" && second.data.reason, "gone");
  });

  it("cancel ends the run of that item alone", () => {
    const core = new Core();
    core.does({ type: "changePolicy", policy: policy({ maxRuns: 2 }) });
    addTask(core, "T0", { paths: ["a"] });
    addTask(core, "T1", { paths: ["b"] });
    const first = startRun(core);
    const run = startRun(core);
    core.now += 30;
    const cause = core.state.runs.get(run)?.changedAt ?? -9;
    assert.deepEqual(core.does({ type: "cancelItem", item: "T1", reason: null }), [
      {
        type: "run.finished",
        actor: "operator",
        subject: "T1",
        run,
        cause,
        data: { outcome: "cancelled", reason: "cancelled", detail: "", counters: {}, attempts: 0, millis: 30 },
      },
      {
        type: "item.moved",
        actor: "operator",
        subject: "T1",
        run,
        cause: -1,
        data: { event: "CANCELLED", from: "active", to: "cancelled", reason: "cancelled", resetCounters: false },
      },
    ]);
    assert.deepEqual([...core.state.runs.keys()], [first]);
    const [finished] = core.does({ type: "cancelItem", item: "T0", reason: "why" });
    assert.equal(finished?.type === "run.finished" && finished.data.reason, "why");
  });

  it("approve what an agent wrote: once, and never by an agent", () => {
    const core = new Core();
    core.tries(add("T1", { fields: { ...emptyFields("T1"), run: ["make", "make"], fix: ["mend"] } }), "agent");
    const cause = at(core, "T1");
    const agent = core.tries({ type: "approveItem", item: "T1", reason: null }, "agent");
    assert.deepEqual(agent.ok ? null : agent.failure, {
      code: "item.not-legal",
      values: { item: "T1", phase: "queued", action: "approve" },
    });
    assert.deepEqual(core.does({ type: "approveItem", item: "T1", reason: "read" }), [
      { type: "item.approved", actor: "operator", subject: "T1", cause, data: { commands: ["make", "mend"], reason: "read" } },
    ]);
    assert.deepEqual(core.does({ type: "approveItem", item: "T1", reason: null }), []);
  });

  it("bound what an agent may add below a root, and only that", () => {
    const core = new Core();
    core.does({ type: "changePolicy", policy: policy({ itemsPerRoot: 1 }) });
    const below = (item: string, root: string | null) => add(item, { fields: { ...emptyFields(item), root } });
    assert.ok(core.tries(below("a", "S"), "agent").ok);
    const second = core.tries(below("b", "S"), "agent");
    assert.deepEqual(second.ok ? null : second.failure, { code: "budget.items-per-root", values: { root: "S", limit: 1 } });
    assert.ok(core.tries(below("b", "S"), "operator").ok);
    for (const item of ["c", "d"]) assert.ok(core.tries(below(item, null), "agent").ok);
  });

  it("refuse fields with their values", () => {
    const core = new Core();
    const blank = add("T1", { fields: { ...emptyFields("T1"), fix: ["ok", "\t "] } });
    assert.deepEqual(core.refuses(blank, "item.blank-command").values, { item: "T1", name: "fix" });
    const own = add("T1", { fields: { ...emptyFields("T1"), dependsOn: ["T1"] } });
    assert.deepEqual(core.refuses(own, "item.depends-on-itself").values, { item: "T1" });
  });

  it("unblock no more often than the policy says, and say how often it was", () => {
    const core = put(new Core(), "blocked");
    Object.assign(core.state.items.get("T1") ?? {}, { runs: 5 });
    assert.deepEqual(core.refuses({ type: "unblockItem", item: "T1", reset: false, reason: null }, "item.exhausted").values, {
      item: "T1",
      runs: 5,
      limit: 5,
    });
    Object.assign(core.state.items.get("T1") ?? {}, { runs: 4 });
    core.does({ type: "unblockItem", item: "T1", reset: false, reason: null });
  });
});

describe("noteIntake()", () => {
  const refusal = (path: string, more: Partial<Refusal> = {}): Omit<Refusal, "at"> => ({
    path,
    kind: "invalid",
    item: null,
    problem: "p",
    fix: "f",
    ...more,
  });
  const note = (refused: Omit<Refusal, "at">[], cleared: { path: string; reason: string }[] = []) =>
    ({ type: "noteIntake", refused, cleared }) as const;

  it("records a refusal once, and again when its kind or problem is another", () => {
    const core = new Core();
    const { path, ...data } = refusal("a");
    assert.deepEqual(core.does(note([refusal("a")])), [{ type: "intake.refused", actor: "operator", subject: path, cause: 0, data }]);
    assert.deepEqual(core.does(note([refusal("a", { fix: "g" })])), []);
    assert.equal(core.does(note([refusal("a", { problem: "q" })])).length, 1);
    assert.equal(core.does(note([refusal("a", { problem: "q", kind: "empty" })])).length, 1);
  });

  it("clears what is known, and says why", () => {
    const core = new Core();
    core.does(note([refusal("a")]));
    const cause = core.state.seq;
    const cleared = note(
      [],
      [
        { path: "a", reason: "gone" },
        { path: "b", reason: "gone" },
      ],
    );
    assert.deepEqual(core.does(cleared), [{ type: "intake.cleared", actor: "operator", subject: "a", cause, data: { reason: "gone" } }]);
    assert.deepEqual(core.does(cleared), []);
  });

  it("is settled by the item that the file became, or the revision", () => {
    const core = new Core();
    core.does(note([refusal("a"), refusal("b")]));
    const [, taken] = core.does(add("T1", { settles: "a" }));
    assert.deepEqual(taken?.type === "intake.cleared" && [taken.subject, taken.data.reason], ["a", 'it was taken in as "T1"']);
    const revise = { type: "reviseItem", item: "T1", fields: emptyFields("T1"), document: "# new\n", settles: "b" } as const;
    const [, revised] = core.does(revise);
    assert.deepEqual(revised?.type === "intake.cleared" && [revised.subject, revised.data.reason], ["b", 'it became a revision of "T1"']);
    assert.deepEqual(core.does({ ...revise, settles: null }), []);
  });
});
