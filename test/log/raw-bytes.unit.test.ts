import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { marked } from "./log-events.ts";
import { FIRST, LogWorld } from "./log-world.ts";

describe("the chain of a log", () => {
  const same: [string, (line: string) => string][] = [
    ["a space after a comma", (line) => line.replace(',"seq"', ', "seq"')],
    ["an escaped letter", (line) => line.replace('"mark":"b"', '"mark":"\\u0062"')],
    ["a number in another form", (line) => line.replace('"seq":2', '"seq":2.0')],
    ["a member that stands twice", (line) => line.replace('"mark":"b"', '"mark":"x","mark":"b"')],
    ["a space before the hash", (line) => line.replace(',"hash"', ' ,"hash"')],
  ];
  for (const [what, change] of same) {
    it(`is of the bytes, not of what they mean: ${what} breaks it`, async () => {
      const world = new LogWorld();
      const { log } = world.open();
      for (const mark of ["a", "b", "c"]) log.appendNow([marked(mark)]);
      await log.close();
      const lines = world.bytes(FIRST).toString().split("\n");
      const changed = change(lines[1] ?? "");
      assert.notEqual(changed, lines[1]);
      assert.deepEqual(JSON.parse(changed), JSON.parse(lines[1] ?? ""));
      world.damage(FIRST, [lines[0], changed, ...lines.slice(2)].join("\n"));
      const { seen, end } = world.read();
      assert.equal(seen.length, 1);
      assert.equal(end.kind, "corrupt");
    });
  }
});
