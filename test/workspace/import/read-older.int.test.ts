import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { findOlder } from "../../../src/workspace/import/find-older.ts";
import type { OlderWorkspace } from "../../../src/workspace/import/older-workspace.ts";
import { readOlder } from "../../../src/workspace/import/read-older.ts";
import { type FixtureLine, filesBelow, fixtureLines, fixtureOf } from "./older-fixture.ts";

function read(line: FixtureLine): OlderWorkspace {
  const place = findOlder(diskFs, fixtureOf(line));
  assert.ok(place, `no older workspace of ${line} was found`);
  assert.equal(place.line, line);
  return readOlder(diskFs, place);
}

const facts = ({ items }: OlderWorkspace): string[] => items.map(({ kind, phase, id }) => `${kind} ${phase} ${id}`).sort();
const why = ({ left }: OlderWorkspace, ending: string): string | undefined => left.find(({ path }) => path.endsWith(ending))?.why;

/** Files that the older runtime had made of others, and of which nothing is said. */
const OWN =
  /^state\/(\w+_status\.md|(runtime_snapshot|recovery_counters|compiled_plan|compile_diagnostics|runtime_daemon\.lock|baseline_manifest)\.json)$/;
const NAMESAKE = new RegExp(`${OWN.source}|^outline\\.md$|^millrace\\.toml$|/invalid-artifacts\\.jsonl$`);
const MADE: Record<FixtureLine, RegExp> = {
  "0.5": /^((research_|size_)?status|tasks(blocker|pending)?)\.md$|^\.(locks|tmp)\//,
  "0.12": NAMESAKE,
  "0.16": NAMESAKE,
};

describe("readOlder()", () => {
  it("takes every document of 0.12 with the phase of its directory", () => {
    assert.deepEqual(facts(read("0.12")), [
      "idea done shop",
      "idea queued gift-cards",
      "incident active every-incident-field",
      "incident done incident-add-cart-11223344",
      "incident queued incident-pay-by-card-0a1b2c3d",
      "spec blocked every-spec-field",
      "spec done shop-spec",
      "spec queued returns-spec",
      "task active fix-login",
      "task blocked pay-by-card",
      "task done add-cart",
      "task queued a-task-whose-name-was-made-of-its-whole-first-sentence-by-an-agent-that-had-been-told-to-be-precise-about-what-it-names-and-was",
      "task queued every-field",
      "task queued print-receipt",
      "task queued shop-spec",
      "task queued show-total",
      "task queued windows",
    ]);
  });

  it("takes the learning requests of 0.16 too", () => {
    assert.deepEqual(
      facts(read("0.16")).filter((fact) => !facts(read("0.12")).includes(fact)),
      ["learning_request done every-learning-field", "learning_request queued learn-0123456789ab"],
    );
  });

  it("takes every card, blocker, idea, spec and incident of 0.5", () => {
    assert.deepEqual(facts(read("0.5")), [
      "idea archived loyalty",
      "idea archived old-till",
      "idea archived receipts__run__0123456789ab",
      "idea archived robots",
      "idea archived which-till",
      "idea done opening",
      "idea queued IDEA-1",
      "idea queued gift-cards",
      "incident active INC-2",
      "incident archived INC-4",
      "incident blocked blocker-2025-11-07-pay-by-card",
      "incident done INC-3",
      "incident queued BLK-1",
      "incident queued INC-1",
      "spec done SPEC-1",
      "spec queued SPEC-2",
      "task active 2025-11-03__show-the-total",
      "task blocked 2025-10-01__speak-french",
      "task blocked 2025-11-07__pay-by-card",
      "task blocked 2025-11-08__refund",
      "task done 2025-11-01__add-the-cart",
      "task done 2025-11-02__name-the-shop",
      "task queued 2025-11-04__print-the-receipt",
      "task queued 2025-11-05__say-hello",
      "task queued 2025-11-05__say-hello",
      "task queued round-by-cents",
    ]);
  });

  for (const line of fixtureLines) {
    it(`keeps the bytes of every document of ${line}`, () => {
      for (const { path, text } of read(line).items) {
        const [file = "", heading] = path.split(":");
        const whole = readFileSync(join(fixtureOf(line), file), "utf8");
        if (heading === undefined) assert.equal(text, whole, path);
        else
          assert.ok(
            whole
              .split("\n")
              .slice(Number(heading) - 1)
              .join("\n")
              .startsWith(text),
            path,
          );
      }
    });

    it(`accounts for every file of ${line}: it is taken, left with a reason, or was made of what is taken`, () => {
      const { items, left, letters, runs, tree } = read(line);
      const taken = [...items, ...letters].map(({ path }) => path.split(":")[0] ?? "");
      const told = [...taken, ...runs.map(({ directory }) => `${tree}/${directory}`), ...left.map(({ path }) => path.split(":")[0] ?? "")];
      const files = [...filesBelow(fixtureOf(line)).keys()].filter((path) => /^(ideas\/inbox|agents|millrace-agents)\//.test(path));
      assert.ok(files.length > 60);
      const silent = files.filter((path) => !told.some((one) => path === one || path.startsWith(`${one}/`)));
      assert.deepEqual(
        silent.filter((path) => !MADE[line].test(path.slice(tree.length + 1))),
        [],
      );
    });
  }

  it("lists what it knows nothing about, and not the files of its own making", () => {
    assert.equal(why(read("0.12"), "owners-notes.txt"), "This version knows nothing like it");
    assert.equal(why(read("0.5"), "my-own-notes.md"), "This version knows nothing like it");
    assert.equal(why(read("0.16"), "state/usage_governance_ledger.jsonl"), why(read("0.16"), "state/usage_governance_state.json"));
    assert.equal(why(read("0.12"), "state/compiled_plan.json"), undefined);
  });

  it("reads every field of the older grammar, lists on after a blank line, and takes no body for a field", () => {
    const item = read("0.12").items.find(({ id }) => id === "every-field");
    assert.ok(item);
    const { paths, checks, dependsOn, root } = item.fields;
    assert.deepEqual(
      [paths, checks],
      [
        ["src/cart.ts", "test/cart.test.ts"],
        ["test -d .", "test -e ."],
      ],
    );
    assert.deepEqual([dependsOn, root], [["fix-login"], "shop-spec"]);
    assert.match(item.text, /\nNote: x is no field\.\n$/);
    const { fields, at } = read("0.12").items.find(({ id }) => id === "windows") ?? assert.fail();
    assert.deepEqual([fields.title, fields.checks, at], ["Written on Windows", ["test -d ."], "2026-03-01T16:00:00.000Z"]);
    assert.match(why(read("0.12"), "twice.md") ?? "", /"Summary" was given on line 4 already/);
    assert.match(why(read("0.12"), "two-titles.md") ?? "", /differs from the heading/);
  });

  it("says what is wrong with documents that cannot be read", () => {
    const older = read("0.12");
    assert.equal(why(older, "latin.md"), "It is not UTF-8 text");
    assert.match(why(older, "bad-list.md") ?? "", /line 6: "Target-Paths" is a list/);
    assert.match(why(older, "no-title.md") ?? "", /has no title/);
    assert.match(why(older, "torn.md.invalid") ?? "", /Created-At is missing/);
  });

  it("takes runs with their outcome by the stage result that came last", () => {
    const runs = read("0.12").runs.map(({ item, outcome, stages, reason }) => ({ item, outcome, stages, reason }));
    assert.deepEqual(runs, [
      { item: "add-cart", outcome: "done", stages: 3, reason: "updater reported UPDATE_COMPLETE" },
      { item: "fix-login", outcome: "cancelled", stages: 1, reason: "cut off after checker reported FIX_NEEDED" },
      { item: "pay-by-card", outcome: "handoff", stages: 2, reason: "consultant reported NEEDS_PLANNING" },
      {
        item: "long-gone",
        outcome: "blocked",
        stages: 1,
        reason: "builder reported BLOCKED (builder_blocked)".replace(" (builder_blocked)", ""),
      },
    ]);
  });

  it("takes a torn line of a history for the end of it", () => {
    const { runs } = read("0.5");
    assert.deepEqual(
      runs.map(({ item, outcome, millis }) => [item, outcome, millis]),
      [
        ["2025-11-01__add-the-cart", "done", 720_000],
        ["2025-11-07__pay-by-card", "handoff", 0],
      ],
    );
  });

  it("keeps the highest of an item's counters over its failure classes and the snapshot", () => {
    const counters = read("0.12").counters.find(({ item }) => item === "fix-login");
    assert.deepEqual(counters, { kind: "task", item: "fix-login", counters: { troubleshoots: 1, fixCycles: 1 } });
  });

  it("reads a card's fields, its freeze and who made it", () => {
    const { items } = read("0.5");
    const of = (id: string) => items.find((item) => item.id === id);
    assert.deepEqual(of("2025-11-03__show-the-total")?.fields.checks, ["test -d ."]);
    assert.deepEqual(of("2025-11-03__show-the-total")?.fields.paths, ["src/total.py"]);
    assert.deepEqual(of("2025-11-04__print-the-receipt")?.fields.dependsOn, ["2025-11-03__show-the-total"]);
    assert.equal(of("2025-11-04__print-the-receipt")?.by, "taskmaster");
    assert.equal(of("2025-11-05__say-hello")?.by, null);
    assert.match(of("2025-11-07__pay-by-card")?.reason ?? "", /frozen by the recovery 20251107T100000Z/);
    assert.equal(of("2025-10-01__speak-french")?.reason, "it lay on the backburner");
    assert.deepEqual(of("round-by-cents")?.fields.dependsOn, ["2025-11-05__say-hello"]);
  });
});
