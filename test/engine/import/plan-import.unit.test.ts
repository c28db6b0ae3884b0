import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { madeByAgent } from "../../../src/engine/import/made-by-agent.ts";
import { planImport } from "../../../src/engine/import/plan-import.ts";
import { emptyFields } from "../../../src/work/empty-fields.ts";
import type { OlderItem, OlderRun, OlderWorkspace } from "../../../src/workspace/import/older-workspace.ts";

const known = { runners: ["shell", "codex_cli"], modes: [] };

function item(facts: Partial<OlderItem> & { id: string }): OlderItem {
  const { id } = facts;
  const path = `millrace-agents/tasks/queue/${id}.md`;
  return { kind: "task", phase: "queued", path, text: `# ${id}\n`, fields: emptyFields(id), reason: null, by: null, at: null, ...facts };
}

function older(facts: Partial<OlderWorkspace>): OlderWorkspace {
  return {
    ...{ line: "0.12", root: "/w", tree: "millrace-agents", config: null, configText: null, paused: false, owner: null },
    ...{ items: [], runs: [], counters: [], letters: [], left: [] },
    ...facts,
  };
}

const run = (facts: Partial<OlderRun> & { id: string; item: string }): OlderRun => ({
  ...{ kind: "task", plane: "execution", outcome: "blocked", reason: "builder reported BLOCKED", stages: 1 },
  ...{ started: "2026-03-01T10:00:00.000Z", millis: 5, directory: `runs/${facts.id}` },
  ...facts,
});

describe("planImport()", () => {
  it("gives each item an id of its own: tasks keep theirs, and what is yet to be worked on comes before what is done", async () => {
    const items = [
      item({ id: "a", kind: "spec", phase: "queued" }),
      item({ id: "a", phase: "done" }),
      item({ id: "a", phase: "queued" }),
      item({ id: "A", kind: "incident" }),
      item({ id: "über alles!" }),
    ];
    const plan = await planImport(older({ items }), known);
    assert.deepEqual(
      plan.items.map(({ id, kind, from }) => `${kind} ${from.phase} ${from.id} → ${id}`),
      ["spec queued a → a-3", "task queued a → a", "incident queued A → A-4", "task queued über alles! → uber-alles", "task done a → a-2"],
    );
  });

  it("lets documents go on naming what was renamed", async () => {
    const fields = { ...emptyFields("b"), root: "shop", dependsOn: ["über", "a", "unknown"] };
    const items = [
      item({ id: "b", fields }),
      item({ id: "a" }),
      item({ id: "über" }),
      item({ id: "shop" }),
      item({ id: "shop", kind: "spec" }),
    ];
    const planned = (await planImport(older({ items }), known)).items.find(({ id }) => id === "b");
    assert.equal(planned?.fields.root, "shop-2");
    assert.deepEqual(planned?.fields.dependsOn, ["uber", "a", "unknown"]);
  });

  it("puts what was under way first, then the queue by its own times", async () => {
    const items = [
      item({ id: "late", at: "2026-03-02T10:00:00.000Z" }),
      item({ id: "early", at: "2026-03-01T10:00:00.000Z" }),
      item({ id: "done", phase: "done" }),
      item({ id: "active", phase: "active", at: "2026-03-03T10:00:00.000Z" }),
    ];
    const plan = await planImport(older({ items }), known);
    assert.deepEqual(
      plan.items.map(({ id, phase }) => `${id} ${phase}`),
      ["active queued", "early queued", "late queued", "done done"],
    );
  });

  it("holds the commands of an agent's document and not those of a person's", async () => {
    const fields = { ...emptyFields("t"), run: ["make"], checks: ["make test"], fix: ["make fix"] };
    const items = [item({ id: "agent", fields, by: "manager" }), item({ id: "person", fields, by: "tim" })];
    const plan = await planImport(older({ items }), known);
    assert.deepEqual(
      plan.items.map(({ held }) => held),
      [["make", "make fix", "make test"], []],
    );
  });

  it("carries the counters that an item's loop has, and lists the others", async () => {
    const counters = { fixCycles: 2, mechanics: 1 };
    const items = [item({ id: "t" }), item({ id: "s", kind: "spec" })];
    const plan = await planImport(
      older({
        items,
        counters: [
          { kind: "task", item: "t", counters },
          { kind: "spec", item: "s", counters },
          { kind: "task", item: "gone", counters },
        ],
      }),
      known,
    );
    assert.deepEqual(
      plan.items.map((one) => one.counters),
      [{ fixCycles: 2 }, { mechanics: 1 }],
    );
    assert.equal(plan.left.length, 3);
  });

  it("carries a run with its item, and leaves one whose item is not here", async () => {
    const items = [item({ id: "t", phase: "blocked" })];
    const plan = await planImport(
      older({ items, runs: [run({ id: "r1", item: "t" }), run({ id: "r2", item: "gone" }), run({ id: "r 3", item: "t" })] }),
      known,
    );
    assert.deepEqual(
      plan.runs.map(({ id, item: of }) => `${id} ${of}`),
      ["r1 t"],
    );
    assert.equal(plan.items[0]?.reason, "builder reported BLOCKED");
    assert.deepEqual(
      plan.left.map(({ path }) => path),
      ["millrace-agents/runs/r2", "millrace-agents/runs/r 3"],
    );
  });

  it("pauses where stages were an agent's and no runner for agents is carried", async () => {
    assert.match((await planImport(older({}), { ...known, runners: ["shell"] })).paused ?? "", /name a runner/);
    assert.equal((await planImport(older({}), known)).paused, null);
    assert.match((await planImport(older({ paused: true }), known)).paused ?? "", /was paused in Millrace 0.12/);
  });

  it("queues work that a command had asked for, and leaves commands to the runtime", async () => {
    const letter = (command: string, payload: object) => ({
      path: `millrace-agents/state/mailbox/incoming/${command}.json`,
      value: { kind: "mailbox_command", command_id: command, command, issued_at: "2026-03-01T10:00:00Z", issuer: "op", payload },
    });
    const letters = [
      letter("add_idea", { source_name: "gift.md", markdown: "# Gift cards\n" }),
      letter("stop", {}),
      letter("add_task", { document: { kind: "task", title: "No id" } }),
    ];
    const plan = await planImport(older({ letters }), known);
    assert.deepEqual(
      plan.items.map(({ kind, id, fields }) => [kind, id, fields.title]),
      [["idea", "gift", "Gift cards"]],
    );
    assert.equal(plan.left.length, 2);
  });
});

describe("madeByAgent()", () => {
  it("knows the stages and runtimes of the older lines, and takes everybody else for a person", () => {
    for (const by of ["manager", "runtime", "Agent: planner", "codex_cli", "millrace/router"]) assert.equal(madeByAgent(by), true, by);
    for (const by of [null, "", "operator", "tim", "ci-bot"]) assert.equal(madeByAgent(by), false, String(by));
  });
});
