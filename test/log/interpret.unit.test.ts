import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { NewEvent } from "../../src/events/envelope.ts";
import type { EventGuard } from "../../src/events/event-guard.ts";
import { isObject } from "../../src/events/is-object.ts";
import type { Upcaster, Upcasters } from "../../src/events/upcast.ts";
import { MillraceError } from "../../src/kernel/errors/millrace-error.ts";
import type { Knowledge } from "../../src/log/knowledge.ts";
import { encodeLine, guards, knowledge, marked } from "./log-events.ts";
import { FIRST, LogWorld } from "./log-world.ts";

/** The test's types with one more. */
function knowing(type: string, guard: Partial<EventGuard>, upcasters: Upcasters = new Map()): Knowledge {
  return { guards: new Map([...guards, [type, { version: 1, critical: true, check: () => null, ...guard }]]), upcasters };
}

const event = (type: string, data: unknown = {}): NewEvent => ({ ...marked(""), type, data });

/** A log in which a newer version wrote an event of a type of its own between two that all know. */
async function withNewer(critical: boolean): Promise<LogWorld> {
  const world = new LogWorld();
  const { log } = world.open({ knowledge: knowing("new.type", { critical }) });
  log.appendNow([marked("before")]);
  log.appendNow([marked("with"), event("new.type")]);
  log.appendNow([marked("after")]);
  await log.close();
  return world;
}

describe("an event of an unknown type", () => {
  it("is passed over and counted when it is not critical", async () => {
    const world = await withNewer(false);
    const { seen, skipped, end } = world.read();
    assert.deepEqual([seen.map(({ seq }) => seq), skipped, end.kind], [[1, 2, 4], 1, "whole"]);
    const { log, skipped: passed } = world.open();
    assert.equal(passed, 1);
    assert.equal(log.appendNow([marked("next")])[0]?.seq, 5);
  });

  it("ends what a reader knows when it is critical, before its batch, and makes a writer refuse", async () => {
    const world = await withNewer(true);
    const { seen, end, head } = world.read();
    assert.deepEqual([seen.map(({ seq }) => seq), head.seq], [[1], 1]);
    assert.deepEqual(end, { kind: "newer", type: "new.type", tv: 1, seq: 3 });
    const before = world.bytes(FIRST);
    assert.throws(
      () => world.open(),
      (error) => error instanceof MillraceError && error.code === "log.newer" && error.values.type === "new.type" && error.values.seq === 3,
    );
    assert.deepEqual(world.bytes(FIRST), before);
  });

  it("is the same for a newer version of a known type", async () => {
    const world = new LogWorld();
    world.open({ knowledge: knowing("test.noted", { version: 2 }) }).log.appendNow([marked("a")]);
    assert.deepEqual(world.read().end, { kind: "newer", type: "test.noted", tv: 2, seq: 1 });
  });

  it("is the same for a newer envelope, while a damaged version number is corruption", async () => {
    const world = new LogWorld();
    const { log } = world.open();
    log.appendNow([marked("a")]);
    await log.close();
    const base = { ...JSON.parse(world.bytes(FIRST).toString()), seq: 2, durable: 1 };
    const newer = encodeLine({ ...base, v: 2 }, "{}", log.head.hash).line;
    world.damage(FIRST, world.bytes(FIRST).toString() + newer);
    assert.deepEqual(world.read().end, { kind: "newer", type: "envelope v2", tv: 2, seq: 2 });
    world.damage(FIRST, world.bytes(FIRST).toString().replace('"v":1', '"v":2'));
    assert.equal(world.read().end.kind, "corrupt");
  });
});

describe("an event of an older version", () => {
  const upcasters: Upcasters = new Map<string, Upcaster>([
    ["item.sized@1", (data) => ({ size: { value: (data as { size: number }).size } })],
    ["item.sized@2", (data) => ({ size: { ...(data as { size: object }).size, unit: "mm" } })],
  ]);
  const check = (data: unknown): string | null =>
    isObject(data) && isObject(data.size) && data.size.unit === "mm" ? null : "data.size.unit: expected mm";

  it("is read as the newest version would have written it", async () => {
    const world = new LogWorld();
    world.open({ knowledge: knowing("item.sized", { version: 1 }) }).log.appendNow([event("item.sized", { size: 4 })]);
    const { seen } = world.read({ knowledge: knowing("item.sized", { version: 3, check }, upcasters) });
    assert.deepEqual(
      seen.map(({ tv, data }) => [tv, data]),
      [[3, { size: { value: 4, unit: "mm" } }]],
    );
  });

  it("is refused when a step is missing", async () => {
    const world = new LogWorld();
    world.open({ knowledge: knowing("item.sized", { version: 1 }) }).log.appendNow([event("item.sized", { size: 4 })]);
    const { end } = world.read({ knowledge: knowing("item.sized", { version: 4, check }, upcasters) });
    assert.match("problem" in end ? end.problem : "", /no upcaster from version 1 of item.sized/);
  });
});

describe("an event whose data does not fit", () => {
  it("is corruption that names the event and the member", async () => {
    const world = new LogWorld();
    world.open({ knowledge: knowing("test.noted", {}) }).log.appendNow([{ ...marked(""), data: { mark: 7 } }]);
    const { end } = world.read({ knowledge });
    assert.match("problem" in end ? end.problem : "", /event 1, test.noted: data.mark: expected a text/);
    assert.equal(end.kind, "corrupt");
  });
});
