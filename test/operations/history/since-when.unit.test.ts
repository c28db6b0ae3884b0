import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { EventEnvelope } from "../../../src/events/envelope.ts";
import { sinceWhen } from "../../../src/operations/history/since-when.ts";

const now = Date.parse("2026-11-20T12:00:00.000Z");
const event = (seq: number, time: string) => ({ seq, time }) as EventEnvelope;

describe("sinceWhen()", () => {
  it("takes what follows a sequence", () => {
    assert.deepEqual(
      [5, 6].map((seq) => sinceWhen("5", now)(event(seq, ""))),
      [false, true],
    );
  });

  it("takes what is not older than an age or a time, in UTC where no zone is named", () => {
    for (const text of ["30m", "0.5h", "1800s", "2026-11-20T11:30", "2026-11-20 11:30:00", "2026-11-20T12:30+01:00"]) {
      const late = sinceWhen(text, now);
      assert.deepEqual([late(event(1, "2026-11-20T11:29:59.999Z")), late(event(1, "2026-11-20T11:30:00.000Z"))], [false, true], text);
    }
    assert.equal(sinceWhen("2026-11-20", now)(event(1, "2026-11-20T00:00:00.000Z")), true);
  });

  it("refuses anything else with what it takes", () => {
    for (const text of ["yesterday", "", "-3", "5w", "2026-13-01", "12:00"]) {
      assert.throws(() => sinceWhen(text, now), { code: "cli.bad-value" }, text);
    }
  });
});
