import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import type { EventEnvelope } from "../../src/events/envelope.ts";
import { marked, markOf } from "./log-events.ts";
import { FIRST, LogWorld } from "./log-world.ts";

/** Batches by the padding of their events: small, or enough to go over the border of a segment or into a blob. */
const padding = fc.oneof({ weight: 6, arbitrary: fc.nat(40) }, fc.integer({ min: 300, max: 900 }), fc.constant(9000));
const batches = fc.array(fc.array(padding, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12, size: "max" });
const segments = fc.constantFrom(1, 500, 5000, 1 << 20);

describe("a log of random batches", () => {
  it("reads back what was appended, by lone decisions or in groups, over any segments and restarts", async () => {
    await fc.assert(
      fc.asyncProperty(batches, segments, fc.nat(), fc.boolean(), async (sizes, segmentBytes, restart, grouped) => {
        const world = new LogWorld();
        const written: EventEnvelope[] = [];
        let { log } = world.open({ segmentBytes });
        for (const [number, paddings] of sizes.entries()) {
          const events = paddings.map((padded, at) => marked(`${number}.${at}`, padded));
          if (grouped) written.push(...(await Promise.all([log.append(events), log.append(events.slice(1))])).flat());
          else written.push(...log.appendNow(events));
          if (number !== restart % sizes.length) continue;
          await log.close();
          ({ log } = world.open({ segmentBytes }));
        }
        await log.close();
        const { seen, end } = world.read();
        assert.equal(end.kind, "whole");
        assert.deepEqual(seen, written);
        assert.deepEqual(
          seen.map(({ seq }) => seq),
          seen.map((_, index) => index + 1),
        );
        for (const [index, { batch, durable, seq }] of seen.entries()) {
          assert.ok(durable < seq);
          assert.equal(batch[0], batch[0] === 1 ? 1 : (seen[index - 1]?.batch[0] ?? 0) + 1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is cut to whole batches wherever its last segment ends, and goes on from there", async () => {
    await fc.assert(
      fc.asyncProperty(batches, fc.nat(), async (sizes, at) => {
        const world = new LogWorld();
        const { log } = world.open();
        for (const [number, paddings] of sizes.entries()) log.appendNow(paddings.map((padded, of) => marked(`${number}.${of}`, padded)));
        await log.close();
        const whole = world.bytes(FIRST);
        world.damage(FIRST, whole.subarray(0, at % (whole.length + 1)));
        const opened = world.open();
        opened.log.appendNow([marked("next")]);
        await opened.log.close();
        const { seen, end } = world.read();
        assert.equal(end.kind, "whole");
        const marks = seen.filter(({ type }) => type === "test.noted").map(markOf);
        const kept = Number(marks.at(-2)?.split(".")[0] ?? -1) + 1;
        const expected = sizes.slice(0, kept).flatMap((paddings, number) => paddings.map((_, of) => `${number}.${of}`));
        assert.deepEqual(marks, [...expected, "next"]);
      }),
      { numRuns: 60 },
    );
  });
});
