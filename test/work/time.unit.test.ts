import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { utcTime } from "../../src/work/time.ts";

describe("utcTime()", () => {
  for (const [text, time] of [
    ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000Z"],
    ["2026-01-02 03:04", "2026-01-02T03:04:00.000Z"],
    ["2026-01-02", "2026-01-02T00:00:00.000Z"],
    ["2026-01-02T03:04:05.123456+02:00", "2026-01-02T01:04:05.123Z"],
    ["2026-01-02T03:04:05-0530", "2026-01-02T08:34:05.000Z"],
    ["2024-02-29T00:00:00z", "2024-02-29T00:00:00.000Z"],
    ["2026-02-29", null],
    ["2026-13-01", null],
    ["2026-01-02T24:00:00Z", null],
    ["2026-01-02T03:04:05+25:00", null],
    ["yesterday", null],
    ["", null],
  ] as const) {
    it(`reads "${text}" as ${time}`, () => assert.equal(utcTime(text), time));
  }
});
