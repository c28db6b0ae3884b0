import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { parse as parseToml } from "smol-toml";
import { parseLoopDocument } from "../../../machines/loop/document/parse-loop-document.ts";
import { below, count, forget, go, remember, remembered, reset } from "../../../machines/loop/rules.ts";
import { faults } from "./support/faults.ts";
import { review } from "./support/review.ts";

const parse = (text: string) => parseLoopDocument(parseToml(text), "f");

describe("parseLoopDocument(), fault by fault", () => {
  for (const [what, from, to, told] of faults) {
    it(`tells of ${what}`, () => {
      assert.equal(review.split(from).length, 2, `the document must hold ${from} once`);
      const result = parse(review.replace(from, to));
      const problems = result.ok ? [] : result.problems;
      assert.deepEqual(
        problems.map(({ code, path, message, fix, stage, terminal }) => [code, path, message, fix, stage ?? null, terminal ?? null]),
        told.map(([code, path, ...rest]) => [code, `f: ${path}`, ...rest]),
      );
    });
  }
});

describe("parseLoopDocument()", () => {
  it("compiles all that a document may say", () => {
    const result = parse(`
id = "planning.all"
entries = { spec = "one", idea = "two" }
limits = { a = 0, b = 7 }
[stages.one]
terminals = ["ONE_COMPLETE", "NEEDS_PLANNING", "OTHER"]
classes = { OTHER = "escalate_planning" }
[stages.one.on]
ONE_COMPLETE = "two"
NEEDS_PLANNING = "handed"
OTHER = [{ when = { counter = "a" }, count = ["a", "b"], to = "two" }, { when = "counterBelow@1 b 3", to = "two" }, "stuck"]
BLOCKED = [{ when = "counterBelow b", reset = "a", count = "b", remember = true, forget = false, to = "pick" }, "stuck"]
[stages.two]
verifies = true
passes = "TWO_PASS"
refutes_to = "BLOCKED"
on = { TWO_PASS = "done", BLOCKED = { remember = false, to = "stuck" } }
[choices]
pick = [{ when = { remembered = "one" }, forget = true, to = "two" }, { when = { counter = "b", limit = 2 }, remember = "two", to = "two" }, "stuck"]
[finals]
done = "done"
handed = { item = "handoff" }
stuck = { item = "blocked", reason = "all_used" }
`);
    assert.deepEqual(result, {
      ok: true,
      definition: {
        id: "planning.all",
        plane: "planning",
        version: 1,
        entries: { spec: "one", idea: "two" },
        limits: { a: 0, b: 7 },
        stages: {
          one: {
            terminals: ["ONE_COMPLETE", "NEEDS_PLANNING", "OTHER", "BLOCKED"],
            resultClass: { ONE_COMPLETE: "success", NEEDS_PLANNING: "escalate_planning", OTHER: "escalate_planning", BLOCKED: "blocked" },
          },
          two: {
            terminals: ["TWO_PASS", "BLOCKED"],
            resultClass: { TWO_PASS: "success", BLOCKED: "blocked" },
            verifies: true,
            passes: ["TWO_PASS"],
            refutesTo: "BLOCKED",
          },
        },
        machine: {
          id: "planning.all",
          initial: "one",
          states: {
            one: {
              on: {
                ONE_COMPLETE: [go("two")],
                NEEDS_PLANNING: [go("handed")],
                OTHER: [go("two", below("a"), count("a"), count("b")), go("two", below("b", 3)), go("stuck")],
                BLOCKED: [go("pick", below("b"), reset("a"), count("b"), remember("one")), go("stuck")],
              },
            },
            two: { on: { TWO_PASS: [go("done")], BLOCKED: [go("stuck")] } },
            pick: { always: [go("two", remembered("one"), forget), go("two", below("b", 2), remember("two")), go("stuck")] },
            done: { type: "final", output: { item: "done", reason: "done" } },
            handed: { type: "final", output: { item: "handoff", reason: "handed" } },
            stuck: { type: "final", output: { item: "blocked", reason: "all_used" } },
          },
        },
      },
    });
  });
});
