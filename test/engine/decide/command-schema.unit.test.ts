import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { outsideCommand } from "../../../src/engine/decide/command-schema.ts";
import { emptyFields } from "../../../src/work/empty-fields.ts";

const takes = (command: object): boolean => outsideCommand.safeParse(command).success;
const long = (size: number): string => "x".repeat(size);
const [item, reason] = ["T1", null];
const add = { type: "addItem", kind: "task", item: null, slug: "s", fields: emptyFields("t"), document: null, body: "" };
const revise = { type: "reviseItem", item, fields: emptyFields("t"), document: "# t\n" };
const place = { type: "placeItems", items: [item], place: { at: "first" } };
const move = { type: "moveRuntime", event: "PAUSED", source: "operator", reason };

describe("outsideCommand", () => {
  const good: object[] = [
    add,
    { ...add, details: { a: "x", b: 1, c: true, d: ["y"] }, settles: "p" },
    { ...add, settles: null },
    revise,
    { ...revise, expect: "a", settles: "p" },
    { ...revise, expect: null, settles: null },
    place,
    ...["first", "last"].map((at) => ({ ...place, place: { at } })),
    ...["before", "after"].map((at) => ({ ...place, place: { at, item } })),
    ...[-1_000_000, 0, 1_000_000].map((priority) => ({ ...place, place: { at: "priority", priority } })),
    { type: "archiveItems", items: [], reason },
    { type: "resolveIncident", item, reason },
    { type: "retargetDependency", item, from: "a", to: "b" },
    { type: "repairLineage", root: null },
    { type: "repairLineage", root: "S1" },
    ...["removeItem", "cancelItem"].map((type) => ({ type, item, reason })),
    ...["unblockItem", "retryItem"].map((type) => ({ type, item, reset: true, reason: "why" })),
    { type: "approveItem", item, reason },
    ...["committed", "failed", "again"].map((outcome) => ({ type: "resolveRun", run: "T1-1", outcome, commit: null, reason })),
    move,
    { ...move, now: true },
    ...["PAUSED", "RESUMED", "STOP_REQUESTED"].map((event) => ({ ...move, event })),
    { type: "reload" },
    { type: "cancelItem", item: long(200), reason: long(2000) },
  ];
  for (const [index, command] of good.entries())
    it(`takes ${(command as { type: string }).type}, form ${index + 1}`, () => assert.deepEqual(outsideCommand.parse(command), command));

  const bad: [string, object][] = [
    ["an unknown type", { type: "explode" }],
    ...[
      "claimNext",
      "preparedRun",
      "requestAttempt",
      "startedAttempt",
      "endedAttempt",
      "lostAttempt",
      "verifiedRun",
      "settleDelivery",
      "changePolicy",
      "adoptPlan",
    ].map((type): [string, object] => [`${type}, which only the owner may say`, { type, item, run: "T1-1" }]),
    ["a member that is not known", { type: "cancelItem", item, reason, actor: "runtime" }],
    ...good.map((command): [string, object] => [`${JSON.stringify(command).slice(0, 40)}… with one more member`, { ...command, more: 1 }]),
    ["no item", { type: "cancelItem", item: "", reason }],
    ["an item of 201 letters", { type: "cancelItem", item: long(201), reason }],
    ["a reason of 2001 letters", { type: "cancelItem", item, reason: long(2001) }],
    ["no slug", { ...add, slug: "" }],
    ["a slug of 201 letters", { ...add, slug: long(201) }],
    ["another kind", { ...add, kind: "chore" }],
    ["a detail that is an object", { ...add, details: { a: {} } }],
    ["settles of 4097 letters", { ...add, settles: long(4097) }],
    ["an empty revision to expect", { ...revise, expect: "" }],
    ["a revision of 65 letters to expect", { ...revise, expect: long(65) }],
    ["no items to place", { ...place, items: [] }],
    ["another place", { ...place, place: { at: "middle" } }],
    ["a place beside nothing", { ...place, place: { at: "before" } }],
    ["a priority of more than a million", { ...place, place: { at: "priority", priority: 1_000_001 } }],
    ["a priority of less than minus a million", { ...place, place: { at: "priority", priority: -1_000_001 } }],
    ["half a priority", { ...place, place: { at: "priority", priority: 0.5 } }],
    ["another outcome", { type: "resolveRun", run: "T1-1", outcome: "left", commit: null, reason }],
    ["a start, which only the owner may say", { ...move, event: "STARTED" }],
    ["an end, which only the owner may say", { ...move, event: "STOPPED" }],
  ];
  for (const [what, command] of bad) it(`refuses ${what}`, () => assert.equal(takes(command), false));

  it("takes as many items as there may be, and none more", () => {
    for (const type of [
      { type: "archiveItems", reason },
      { type: "placeItems", place: { at: "first" } },
    ]) {
      assert.ok(takes({ ...type, items: new Array(100_000).fill("T") }));
      assert.equal(takes({ ...type, items: new Array(100_001).fill("T") }), false);
    }
  });
});
