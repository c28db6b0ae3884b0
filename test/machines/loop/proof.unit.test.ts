import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { LimitRef, LoopDefinition, LoopState } from "../../../machines/loop/definition.ts";
import { assembleLoop } from "../../../machines/loop/freeze-loop.ts";
import { components, isCyclic } from "../../../machines/loop/proof/components.ts";
import { proveLoop } from "../../../machines/loop/proof/prove-loop.ts";
import { shortestCycle } from "../../../machines/loop/proof/shortest-cycle.ts";
import { below, count, go, remember, remembered } from "../../../machines/loop/rules.ts";
import { completes, judges } from "../../../machines/loop/stage-rules.ts";

type States = Record<string, LoopState<LimitRef>>;

/** A loop whose stages each complete by `DONE`, from `a`, with an end. */
const loop = (states: States, more: Partial<LoopDefinition> = {}): LoopDefinition => ({
  id: "execution.small",
  plane: "execution",
  version: 1,
  entries: { task: "a" },
  limits: { n: 2 },
  stages: Object.fromEntries(Object.entries(states).flatMap(([name, state]) => ("on" in state ? [[name, completes("DONE")]] : []))),
  machine: { id: "execution.small", initial: "a", states: { ...states, end: { type: "final", output: { item: "done", reason: "end" } } } },
  ...more,
});
const stage = (done: string, blocked = "end"): LoopState<LimitRef> => ({ on: { DONE: [go(done)], BLOCKED: [go(blocked)] } });
const prove = (definition: LoopDefinition, most?: number) => proveLoop(assembleLoop(definition, {}), most);
const cycles = (definition: LoopDefinition): string[] =>
  prove(definition).problems.map(({ message }) => message.replace(/^.*: (.*) uses .*$/, "$1"));

describe("proveLoop() on small loops", () => {
  it("counts visits of stages, not of choices, and takes the longest way", () => {
    const proof = prove(loop({ a: stage("pick"), pick: { always: [go("b")] }, b: stage("end", "c"), c: stage("end") }));
    assert.deepEqual(proof.problems, []);
    assert.deepEqual([proof.bounds, proof.bound], [{ task: 3 }, 3]);
    assert.deepEqual(
      proof.longestPath.map(({ stage: at, terminal }) => `${at} ${terminal}`),
      ["a DONE", "b BLOCKED", "c DONE"],
    );
  });

  it("bounds each kind of work by its own entry, and tells the longest of them", () => {
    const states = { a: stage("end"), b: stage("a"), c: stage("b") };
    const proof = prove(loop(states, { entries: { task: "a", spec: "c", idea: "b" } }));
    assert.deepEqual([proof.bounds, proof.bound], [{ task: 1, spec: 3, idea: 2 }, 3]);
    assert.deepEqual(
      proof.longestPath.map(({ stage: at }) => at),
      ["c", "b", "a"],
    );
  });

  it("counts configurations and moves: every counter that an item may bring along, saturated at its limit", () => {
    const again: LoopState<LimitRef> = { on: { DONE: [go("a", below("n"), count("n")), go("end")], BLOCKED: [go("end")] } };
    const proof = prove(loop({ a: again }));
    assert.deepEqual([proof.bound, proof.configurations, proof.transitions], [3, 6, 6]);
  });

  it("gives up beyond as many configurations as it may search, and not before", () => {
    const again: LoopState<LimitRef> = { on: { DONE: [go("a", below("n"), count("n")), go("end")], BLOCKED: [go("end")] } };
    assert.deepEqual(prove(loop({ a: again }), 6).problems, []);
    const [problem] = prove(loop({ a: again }), 5).problems;
    assert.deepEqual(
      [problem?.code, problem?.path, problem?.fix],
      ["loop.too-large", "limits", "Lower the limits, or use fewer counters."],
    );
    const two = loop({ a: again }, { limits: { n: 2, m: 3 } });
    assert.match(prove(two, 2).problems[0]?.message ?? "", /more than 2 configurations with n = 2, m = 3: too many/);
    assert.equal(prove(loop({ a: again }), 2).configurations, 0);
    assert.ok(prove(loop({ a: again }), 3).configurations > 0);
  });

  it("tells each endless cycle once, the shortest first, then by name, and ten at most", () => {
    assert.deepEqual(cycles(loop({ a: stage("b"), b: stage("a") })), ["a -DONE-> b -DONE-> a"]);
    assert.deepEqual(cycles(loop({ a: stage("a", "b"), b: stage("b", "c"), c: stage("d"), d: stage("c") })), [
      "a -DONE-> a",
      "b -DONE-> b",
      "c -DONE-> d -DONE-> c",
    ]);
    const selfish = Object.fromEntries("abcdefghijkl".split("").map((name, at, all) => [name, stage(name, all[at + 1])]));
    assert.deepEqual(
      cycles(loop(selfish)),
      [..."abcdefghij"].map((name) => `${name} -DONE-> ${name}`),
    );
  });

  it("places a cycle at its last terminal, or at its choice where it has none", () => {
    const [through] = prove(loop({ a: stage("pick"), pick: { always: [go("a")] } })).problems;
    assert.deepEqual(
      [through?.path, through?.stage, through?.terminal, through?.cycle],
      [
        "stages.a.on.DONE",
        "a",
        "DONE",
        [
          { stage: "a", terminal: "DONE" },
          { stage: "pick", terminal: null },
        ],
      ],
    );
    const [spin] = prove(loop({ a: stage("y"), y: { always: [go("x")] }, x: { always: [go("y")] } })).problems;
    assert.deepEqual([spin?.path, spin?.stage, spin?.terminal], ["choices.x", "x", undefined]);
    assert.match(spin?.message ?? "", /x -> y -> x/);
    assert.match(spin?.fix ?? "", /counterBelow/);
  });

  it("tells a terminal that is left without a way out once, with the counters and whether it refutes a pass", () => {
    const states: States = {
      a: { on: { PASS: [go("end")], FIX_NEEDED: [go("end", below("n"))], BLOCKED: [go("end", remembered("a"))] } },
    };
    const { problems } = prove(loop(states, { stages: { a: judges("PASS") } }));
    assert.deepEqual(
      problems.map(({ code, path, message, stage: at, terminal }) => [code, path, message, at, terminal]),
      [
        [
          "loop.unhandled-terminal",
          "stages.a.on.BLOCKED",
          'The stage "a" may report BLOCKED, but nothing handles it when the counters are {"n":0}.',
          "a",
          "BLOCKED",
        ],
        [
          "loop.unhandled-terminal",
          "stages.a.on.FIX_NEEDED",
          'The stage "a" may report FIX_NEEDED, but nothing handles it when the counters are {"n":2}. It is also what a refuted pass becomes.',
          "a",
          "FIX_NEEDED",
        ],
      ],
    );
  });

  it("tells a stuck choice once, and follows what was remembered", () => {
    const [stuck, ...rest] = prove(
      loop({
        a: { on: { DONE: [go("pick", null, remember("a"))], BLOCKED: [go("pick")] } },
        pick: { always: [go("end", remembered("a"))] },
      }),
    ).problems;
    assert.deepEqual([stuck?.code, stuck?.path, stuck?.stage, rest], ["loop.stuck-choice", "choices.pick", "pick", []]);
    assert.equal(stuck?.fix, "End it with a branch that has no condition.");
  });

  it("tells what no run can reach, also where a limit of zero closes doors", () => {
    const lost = (n: number) =>
      prove(
        loop(
          { a: { on: { DONE: [go("b", below("n")), go("end")], BLOCKED: [go("end")] } }, b: stage("end"), c: stage("end") },
          { limits: { n } },
        ),
      );
    assert.deepEqual(
      lost(0).problems.map(({ path, fix }) => `${path}: ${fix}`),
      ["stages.c: Lead a branch or an entry to it, or remove it."],
    );
    assert.deepEqual(
      lost(1).problems.map(({ path }) => path),
      ["stages.c"],
    );
  });
});

describe("components() and shortestCycle()", () => {
  const moves = (...targets: number[][]) => targets.map((list) => list.map((to) => ({ terminal: `T${to}`, to })));

  it("list components, each after all that it leads to", () => {
    assert.deepEqual(components(moves([1], [2, 3], [1], [])), [[3], [2, 1], [0]]);
    assert.deepEqual(components([]), []);
  });

  it("know a node that leads to itself from one that does not", () => {
    const graph = moves([0, 1], []);
    assert.deepEqual(
      [isCyclic([0], graph), isCyclic([1], graph), isCyclic([0, 1], graph), isCyclic([], graph)],
      [true, false, true, false],
    );
  });

  it("find the shortest way round that stays inside", () => {
    const graph = moves([1, 2], [3], [0], [0]);
    const names = (inside: number[]) => shortestCycle(0, new Set(inside), graph).map(({ node, terminal }) => `${node}${terminal}`);
    assert.deepEqual(names([0, 1, 2, 3]), ["0T2", "2T0"]);
    assert.deepEqual(names([0, 1, 3]), ["0T1", "1T3", "3T0"]);
    assert.deepEqual(names([0, 1]), []);
  });
});
