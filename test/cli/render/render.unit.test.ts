import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { renderAttention } from "../../../src/cli/render/attention.ts";
import { renderLogs } from "../../../src/cli/render/logs.ts";
import { renderQueueList } from "../../../src/cli/render/queue-list.ts";
import { runtimeChanges } from "../../../src/cli/render/runtime-changes.ts";
import { renderRuntimeStart } from "../../../src/cli/render/runtime-start.ts";
import { renderStatus } from "../../../src/cli/render/status.ts";
import { renderWhy } from "../../../src/cli/render/why.ts";
import { paperOf } from "../../../src/cli/text/paper.ts";
import type { ItemRow } from "../../../src/operations/schemas/item-row.ts";

const paper = paperOf({ colour: false, columns: null, now: Date.parse("2026-11-20T12:00:00.000Z") });

/** A golden text without the margin that the test's own indentation gives it. */
function golden([text = ""]: TemplateStringsArray): string {
  const lines = text.replace(/^\n/, "").replace(/\n *$/, "").split("\n");
  return lines.map((line) => line.replace(/^ {6}/, "")).join("\n");
}

const status: Parameters<typeof renderStatus>[0] = {
  asOf: 412,
  durable: 412,
  generatedAt: "2026-11-20T12:00:00.000Z",
  root: "/work/shop",
  workspace: { id: "w", name: "shop" },
  log: { torn: null, problem: null },
  lifecycle: "running",
  owner: { role: "once", pid: 4711, since: "2026-11-20T11:58:00.000Z", epoch: 9, suspended: false },
  crashed: false,
  pauses: [],
  detail: null,
  interrupted: false,
  plan: { hash: "4c2ac5c1f27356407b3e2a7b4ff26732", mode: "default_shell", chosenBy: null, seq: 3 },
  counts: { queued: 12, active: 1, blocked: 1, done: 30 },
  kinds: {},
  runs: [
    {
      id: "fix-login-1",
      item: "fix-login",
      title: "Fix the login",
      loop: "execution.standard",
      phase: "running",
      stage: "checker",
      visit: 2,
      visitLimit: 17,
      attempts: 2,
      attempt: { id: "fix-login-1.2.1", runner: "shell", pid: 4720, millis: 12_000 },
      waiting: null,
      counters: {},
      millis: 95_000,
    },
  ],
  waiting: [
    { item: "add-cart", title: "Add the cart", waiting: null },
    {
      item: "pay",
      title: "Pay",
      waiting: { code: "dependency", text: 'waits for "add-cart", which is queued', for: "add-cart", phase: "queued", stuck: false },
    },
  ],
  budget: {
    attemptsToday: 41,
    attemptsPerDay: 200,
    tokensToday: 0,
    tokensPerDay: 0,
    usdToday: 0,
    usdPerDay: 0,
    usdPerItem: 0,
    unpriced: [],
  },
  attention: [
    {
      code: "item-blocked",
      subject: "ship",
      what: '"ship" is blocked: Ship it',
      why: "recovery_exhausted (run ship-2)",
      command: "millrace unblock ship",
    },
  ],
  next: [{ command: "millrace unblock ship", why: '"ship" is blocked: Ship it' }],
};

describe("renderStatus()", () => {
  it("is one screen: runtime, plan, queue, runs, what waits, what needs a person, as of when", () => {
    assert.equal(
      renderStatus(status, paper),
      golden`
      shop  /work/shop
      runtime   running (once, process 4711, for 2m 00s)
      plan      default_shell, 4c2ac5c1f273
      queue     12 queued, 1 active, 1 blocked, 30 done
      budget    41 of 200 attempts today

      Runs
        run          stage    visit    elapsed  now         title
        fix-login-1  checker  2 of 17  1m 35s   shell, 12s  Fix the login

      Queued
        item      waits                                  title
        add-cart  ready                                  Add the cart
        pay       waits for "add-cart", which is queued  Pay
        and 10 more: millrace queue ls

      Needs a person
        ! "ship" is blocked: Ship it
            recovery_exhausted (run ship-2)
            millrace unblock ship

      As of event 412, durable up to 412
      `,
    );
  });

  it("says that the last owner crashed, and that the next start carries on", () => {
    const text = renderStatus({ ...status, owner: null, crashed: true, lifecycle: "stopped" }, paper);
    assert.match(text, /^runtime {3}stopped by a crash; the next start carries on$/m);
  });
});

const row: ItemRow = {
  id: "pay",
  kind: "task",
  title: "Pay",
  phase: "queued",
  priority: 0,
  dependsOn: ["add-cart"],
  checks: [],
  paths: [],
  runs: 0,
  lastRun: null,
  reason: null,
  waiting: { code: "dependency", text: 'waits for "add-cart", which is active', for: "add-cart", phase: "active", stuck: false },
  changedAt: 9,
};

describe("renderQueueList()", () => {
  it("says of each item why it is not worked on", () => {
    const blocked = { ...row, id: "ship", phase: "blocked", waiting: null, reason: "recovery_exhausted", runs: 2, title: "Ship it" };
    assert.equal(
      renderQueueList({ asOf: 9, durable: 9, total: 7, items: [row, blocked] }, paper),
      golden`
      id    phase    kind  prio  runs  now                                    title
      pay   queued   task  0     0     waits for "add-cart", which is active  Pay
      ship  blocked  task  0     2     recovery_exhausted                     Ship it
      2 of 7; --limit shows more. As of event 9
      `,
    );
  });
});

describe("renderAttention()", () => {
  it("gives what, why and the command, or says that nothing needs a person", () => {
    assert.equal(renderAttention({ asOf: 3, durable: 3, attention: [] }, paper), "Nothing needs a person. As of event 3");
    assert.match(
      renderAttention({ asOf: 3, durable: 3, attention: status.attention }, paper),
      /^! "ship".*\n {4}recovery.*\n {4}millrace unblock ship\n/,
    );
  });
});

describe("renderWhy()", () => {
  it("gives the answer, then each step with its sequence", () => {
    const step = { time: "", type: "", cause: 0 };
    const chain = [
      { ...step, seq: 9, text: 'The operator added the task "a"' },
      { ...step, seq: 12, text: "Visit 1: builder reported BLOCKED" },
      { ...step, seq: 104, text: '"a" went from active to blocked' },
    ];
    assert.equal(
      renderWhy({ asOf: 105, durable: 105, subject: "a", kind: "item", answer: '"a" went from active to blocked', chain }, paper),
      golden`
      "a" went from active to blocked.

        9  The operator added the task "a".
       12  so visit 1: builder reported BLOCKED.
      104  so "a" went from active to blocked.

      As of event 105. millrace logs shows events whole
      `,
    );
  });
});

describe("renderLogs()", () => {
  it("gives one line for each event, and says where and why reading ended", () => {
    const event = {
      seq: 7,
      time: "2026-11-20T12:00:00.123Z",
      type: "owner.released",
      tv: 1,
      actor: "runtime",
      subject: "workspace",
      run: null,
      attempt: null,
      command: null,
      cause: 0,
      epoch: 1,
      text: "The owner let the workspace go",
      data: {},
    };
    const end = { kind: "corrupt", problem: "its hash does not fit" };
    assert.equal(
      renderLogs({ asOf: 7, durable: 6, events: [event], left: 6, end }, paper),
      golden`
      6 earlier; --tail shows more
      seq  time (UTC)               type            what happened
      7    2026-11-20 12:00:00.123  owner.released  The owner let the workspace go
      The log ends here as corrupt: its hash does not fit
      As of event 7, durable up to 6
      `,
    );
  });
});

describe("renderRuntimeStart()", () => {
  it("gives the run's end and what to type next", () => {
    const run = {
      id: "ship-2",
      item: "ship",
      loop: "execution.standard",
      plan: "",
      live: false,
      phase: "blocked",
      stage: null,
      visits: 4,
      attempts: 4,
      reason: "recovery_exhausted",
      started: "2026-11-20T12:00:00.000Z",
      millis: 125_000,
      commit: null,
    };
    assert.equal(
      renderRuntimeStart({ outcome: "blocked", stages: 4, runs: [run], preview: null }, paper),
      golden`
      blocked  ship-2: 4 attempts, 2m 05s
        millrace why ship-2 tells why; then millrace unblock ship
      `,
    );
  });
});

describe("runtimeChanges", () => {
  const applied = { status: "applied", command: "c", item: "runtime", seq: 7 } as const;

  it("name the command that lifts the very pause, and the pauses that stand after a resume", () => {
    const ci = { ...applied, source: "ci" };
    assert.equal(
      runtimeChanges.pause({ ...ci, standing: ["ci"] }, paper),
      "paused  no new stage begins, those under way go on (event 7)\n  millrace resume --source ci",
    );
    assert.match(runtimeChanges.pause({ ...ci, item: null, standing: ["ci"] }, paper), /^paused {2}by ci already/);
    assert.equal(runtimeChanges.resume({ ...ci, standing: [] }, paper), "resumed  nothing pauses the work any more (event 7)");
    assert.equal(
      runtimeChanges.resume({ ...applied, source: "operator", item: null, standing: ["ci"] }, paper),
      "still paused  by ci; operator did not pause (event 7)\n  millrace resume --source ci",
    );
  });

  it("say that a stop takes effect where one was asked for already", () => {
    assert.match(runtimeChanges.stop({ ...applied, item: null, now: true }, paper), /^stopping {2}the owner ends, and the stages/);
  });
});
