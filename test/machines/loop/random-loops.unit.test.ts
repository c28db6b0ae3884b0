import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import type { LimitRef, LoopDefinition, LoopState } from "../../../machines/loop/definition.ts";
import { freezeLoop } from "../../../machines/loop/freeze-loop.ts";
import { legalTerminals } from "../../../machines/loop/legal-terminals.ts";
import { proveLoop } from "../../../machines/loop/proof/prove-loop.ts";
import { type CompiledLoop, rebuildLoop } from "../../../machines/loop/rebuild-loop.ts";
import { type AuthoredBranch, below, count, forget, go, remember, remembered, reset } from "../../../machines/loop/rules.ts";
import { completes } from "../../../machines/loop/stage-rules.ts";
import { stepLoop } from "../../../machines/loop/step-loop.ts";
import { begin } from "../support.ts";

const STAGES = ["a", "b", "c"];
const TARGETS = [...STAGES, "pick", "end", "end", "end"];
const target = fc.constantFrom(...TARGETS);
const counter = fc.constantFrom("n", "m");
const counted = fc.tuple(target, counter).map(([to, name]): AuthoredBranch => go(to, below(name), count(name)));
const guarded = fc.oneof(
  { weight: 4, arbitrary: counted },
  fc.tuple(target, counter).map(([to, name]): AuthoredBranch => go(to, below(name))),
  fc.tuple(target, fc.constantFrom(...STAGES)).map(([to, stage]): AuthoredBranch => go(to, remembered(stage), forget)),
);
const last = fc.oneof(
  { weight: 6, arbitrary: target.map((to): AuthoredBranch => go(to)) },
  fc.tuple(target, fc.constantFrom(...STAGES)).map(([to, stage]): AuthoredBranch => go(to, null, remember(stage))),
  fc.tuple(target, counter).map(([to, name]): AuthoredBranch => go(to, null, reset(name))),
);
const branches = fc.tuple(fc.array(guarded, { maxLength: 2 }), last).map(([some, end]) => [...some, end]);
const stage = fc.record({ DONE: branches, BLOCKED: branches }).map((on): LoopState<LimitRef> => ({ on }));

/** Loops of three stages and a choice: some end, some go round for ever, some have places that nobody reaches. */
const loops = fc
  .record({ a: stage, b: stage, c: stage, pick: branches.map((always): LoopState<LimitRef> => ({ always })), n: fc.nat(3), m: fc.nat(2) })
  .map(
    ({ n, m, ...states }): LoopDefinition => ({
      id: "execution.random",
      plane: "execution",
      version: 1,
      entries: { task: "a" },
      limits: { n, m },
      stages: Object.fromEntries(STAGES.map((name) => [name, completes("DONE")])),
      machine: {
        id: "execution.random",
        initial: "a",
        states: { ...states, end: { type: "final", output: { item: "done", reason: "end" } } },
      },
    }),
  );

/** Stages that a walk visits until it ends, by choosing among the legal terminals; null when it goes on beyond `most`. */
function walked(loop: CompiledLoop, counters: Record<string, number>, choices: readonly number[], most: number): number | null {
  let at = begin(loop, "task", counters);
  for (let visits = 1; visits <= most; visits++) {
    const legal = legalTerminals(loop, at.stage);
    const terminal = legal[(choices[visits % choices.length] ?? 0) % legal.length] ?? "";
    const stepped = stepLoop(loop, at, terminal);
    assert.ok(stepped.ok, `${at.stage} does not handle its legal ${terminal}`);
    if (stepped.next.type === "final") return visits;
    at = stepped.next.at;
  }
  return null;
}

describe("proveLoop() on random loops", () => {
  it("accepts only loops whose runs end within the bound, by any terminals and with any counters; and both kinds come up", () => {
    let [proved, refused] = [0, 0];
    const counters = fc.record({ n: fc.nat(5), m: fc.nat(5) });
    fc.assert(
      fc.property(
        loops,
        fc.array(fc.tuple(counters, fc.array(fc.nat(9), { minLength: 20, maxLength: 20 })), { minLength: 8, maxLength: 8 }),
        (definition, walks) => {
          const frozen = freezeLoop(definition);
          if (!frozen.ok) return;
          const { bound, problems } = proveLoop(frozen.loop);
          const endless = problems.some(({ code }) => code === "loop.endless-cycle" || code === "loop.stuck-choice");
          if (endless) refused += 1;
          if (problems.length > 0) return;
          proved += 1;
          const rebuilt = rebuildLoop(frozen.loop);
          assert.ok(rebuilt.ok);
          for (const [kept, choices] of walks) assert.notEqual(walked(rebuilt.loop, kept, choices, bound), null, `over ${bound} visits`);
        },
      ),
      { numRuns: 400 },
    );
    assert.ok(proved >= 10 && refused >= 10, `${proved} proved, ${refused} refused`);
  });

  it("refuses no loop for an endless cycle that cannot be walked", () => {
    fc.assert(
      fc.property(loops, (definition) => {
        const frozen = freezeLoop(definition);
        if (!frozen.ok) return;
        const cycle = proveLoop(frozen.loop).problems.find(
          ({ code, terminal }) => code === "loop.endless-cycle" && terminal !== undefined,
        )?.cycle;
        if (!cycle) return;
        for (const { stage: name, terminal } of cycle) {
          const state = definition.machine.states[name];
          assert.ok(state && (terminal === null ? "always" in state : "on" in state && state.on[terminal]), `${name} ${terminal}`);
        }
      }),
      { numRuns: 300 },
    );
  });
});
