import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { HarnessEvent } from "../../../src/runners/harness/harness-event.ts";
import { newRepeats } from "../../../src/runners/watch/repeats.ts";

const run = (input: string): HarnessEvent => ({ type: "tool", name: "shell", input });
const edit = (path: string, call?: string): HarnessEvent => ({ type: "file", path, change: "update", ...(call && { call }) });

/** After how many events it trips, null when it does not. */
function trips(most: number, events: readonly HarnessEvent[]): number | null {
  const see = newRepeats(most);
  const at = events.findIndex((event) => see(event) !== null);
  return at < 0 ? null : at + 1;
}

describe("newRepeats()", () => {
  it("F9: trips at the limit of equal calls in a row, whatever is said in between", () => {
    assert.equal(trips(3, [run("ls"), run("ls"), { type: "text", text: "Once more." }, run("ls")]), 4);
    assert.equal(trips(3, [run("ls"), run("ls"), run("pwd"), run("ls"), run("ls")]), null);
  });

  it("F9: trips when two calls take turns that often", () => {
    const turns = (times: number) => Array.from({ length: times }, () => [run("a"), run("b")]).flat();
    assert.equal(trips(3, turns(3)), 6);
    assert.equal(trips(3, [...turns(2), run("c"), ...turns(2)]), null);
    assert.equal(trips(3, [run("x"), ...turns(3)]), 7);
  });

  it("takes a change for new work unless it is the same change", () => {
    assert.equal(trips(3, [edit("a.ts"), run("test"), edit("a.ts"), run("test"), edit("a.ts"), run("test")]), null);
    assert.equal(trips(3, [edit("a.ts", "1"), edit("a.ts", "2"), edit("a.ts", "3"), edit("a.ts", "4")]), null);
    assert.equal(trips(3, [edit("a.ts", "1"), edit("a.ts", "1"), edit("a.ts", "1")]), 3);
  });

  it("shows the call, and no more than the beginning of a long one", () => {
    const see = newRepeats(1);
    assert.match(see(run("ls -l")) ?? "", /1 times in a row: shell ls -l/);
    assert.ok((newRepeats(1)(run("x".repeat(10_000))) ?? "").length < 300);
  });
});
