import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { parse as parseToml } from "smol-toml";
import type { LoopDefinition } from "../../../machines/loop/definition.ts";
import { loopMermaid } from "../../../machines/loop/diagram/mermaid.ts";
import { parseLoopDocument } from "../../../machines/loop/document/parse-loop-document.ts";
import { assembleLoop } from "../../../machines/loop/freeze-loop.ts";
import { go, reset } from "../../../machines/loop/rules.ts";
import { completes } from "../../../machines/loop/stage-rules.ts";
import { frozen } from "../support.ts";
import { review } from "./support/review.ts";

function definition(): LoopDefinition {
  const parsed = parseLoopDocument(parseToml(review), "f");
  assert.ok(parsed.ok);
  return parsed.definition;
}

describe("loopMermaid(), line by line", () => {
  it("draws every state and move of a loop", () => {
    assert.equal(
      loopMermaid(frozen(definition())),
      [
        "%% execution.review version 3, limits: repairs 1, rewrites 2",
        "stateDiagram-v2",
        '  state "writer" as s_writer',
        '  state "reviewer (verifies)" as s_reviewer',
        '  state "recovering" as s_recovering',
        '  state "mechanic" as s_mechanic',
        '  state "resuming" as s_resuming',
        '  state "done (item done, done)" as s_done',
        '  state "blocked (item blocked, review_failed)" as s_blocked',
        "  [*] --> s_writer : task",
        "  s_writer --> s_reviewer : WRITER_COMPLETE",
        "  s_writer --> s_recovering : BLOCKED",
        "  s_reviewer --> s_writer : FIX_NEEDED [rewrites below 2] rewrites + 1",
        "  s_reviewer --> s_recovering : FIX_NEEDED [otherwise]",
        "  s_reviewer --> s_recovering : BLOCKED",
        "  s_reviewer --> s_done : REVIEW_PASS",
        "  s_recovering --> s_mechanic : [repairs below 1] repairs + 1",
        "  s_recovering --> s_blocked : [otherwise]",
        "  s_mechanic --> s_resuming : MECHANIC_DONE",
        "  s_mechanic --> s_blocked : BLOCKED",
        "  s_resuming --> s_writer : [otherwise]",
        "  s_resuming --> s_reviewer : [began in reviewer]",
        "  s_done --> [*]",
        "  s_blocked --> [*]",
        "",
      ].join("\n"),
    );
  });

  it("marks where a run stands, with its counters, and nothing for a stage that is not there", () => {
    const live = loopMermaid(frozen(definition()), { stage: "reviewer", counters: { rewrites: 1 } });
    assert.match(live, /^%% execution\.review version 3, limits: repairs 0\/1, rewrites 1\/2\n/);
    assert.ok(live.endsWith("  classDef live stroke-width:4px,stroke:#1d4ed8,fill:#dbeafe\n  class s_reviewer live\n"), live);
    assert.doesNotMatch(loopMermaid(frozen(definition()), { stage: "gone" }), /live/);
  });

  it("draws a loop without limits, moves without a label, and names that Mermaid cannot take", () => {
    const end = { type: "final", output: { item: "done", reason: "end" } } as const;
    const stage = { on: { DONE: [go("pick", null, reset("n"))], BLOCKED: [go("end-of-it")] } };
    const loop = assembleLoop(
      {
        id: "execution.small",
        plane: "execution",
        version: 1,
        entries: { task: "a" },
        limits: {},
        stages: { a: completes("DONE") },
        machine: { id: "execution.small", initial: "a", states: { a: stage, pick: { always: [go("end-of-it")] }, "end-of-it": end } },
      },
      {},
    );
    assert.equal(
      loopMermaid(loop),
      [
        "%% execution.small version 1",
        "stateDiagram-v2",
        '  state "a" as s_a',
        '  state "pick" as s_pick',
        '  state "end-of-it (item done, end)" as s_end_of_it',
        "  [*] --> s_a : task",
        "  s_a --> s_pick : DONE n = 0",
        "  s_a --> s_end_of_it : BLOCKED",
        "  s_pick --> s_end_of_it",
        "  s_end_of_it --> [*]",
        "",
      ].join("\n"),
    );
  });
});
