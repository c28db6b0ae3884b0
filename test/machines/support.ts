import assert from "node:assert/strict";
import type { LimitRef, LoopDefinition, LoopState } from "../../machines/loop/definition.ts";
import { freezeLoop } from "../../machines/loop/freeze-loop.ts";
import type { FrozenLoop } from "../../machines/loop/frozen-loop.ts";
import { type CompiledLoop, rebuildLoop } from "../../machines/loop/rebuild-loop.ts";
import { type LoopPosition, startLoop, stepLoop } from "../../machines/loop/step-loop.ts";

export function frozen(definition: LoopDefinition, overrides: Record<string, number> = {}): FrozenLoop {
  const result = freezeLoop(definition, overrides);
  assert.ok(result.ok, result.ok ? "" : JSON.stringify(result.problems, null, 2));
  return result.loop;
}

export function compiled(loop: FrozenLoop): CompiledLoop {
  const result = rebuildLoop(loop);
  assert.ok(result.ok, JSON.stringify(result));
  return result.loop;
}

export function begin(loop: FrozenLoop, kind: string, counters: Record<string, number> = {}): LoopPosition {
  const started = startLoop(loop, kind, counters);
  assert.ok(started.ok);
  return started.at;
}

/** Walks a loop by terminals; gives the stages visited, and `item:reason` if it ended. */
export function walk(loop: CompiledLoop, kind: string, terminals: readonly string[], counters: Record<string, number> = {}): string[] {
  let at = begin(loop, kind, counters);
  const seen = [at.stage];
  for (const [index, terminal] of terminals.entries()) {
    const stepped = stepLoop(loop, at, terminal);
    assert.ok(stepped.ok, `${at.stage} does not take ${terminal}`);
    if (stepped.next.type === "final") {
      assert.equal(index, terminals.length - 1, `ended as ${stepped.next.state} before ${terminals.slice(index + 1)}`);
      return [...seen, `${stepped.next.item}:${stepped.next.reason}`];
    }
    at = stepped.next.at;
    seen.push(at.stage);
  }
  return seen;
}

/** The definition with one state changed. */
export function withState(definition: LoopDefinition, name: string, state: LoopState<LimitRef>): LoopDefinition {
  return { ...definition, machine: { ...definition.machine, states: { ...definition.machine.states, [name]: state } } };
}
