import { nearest } from "../check/nearest.ts";
import type { LimitRef, LoopDefinition, LoopState } from "../definition.ts";
import { mapBranches } from "../states.ts";

/** A final that stands in for targets near nothing. No document can name it. */
const nowhere = "?";

/** The definition with each unknown target replaced by the nearest known state, so that one typing error does not hide the faults behind it. */
export function repairTargets(definition: LoopDefinition): LoopDefinition {
  const { machine, stages } = definition;
  const known = Object.keys(machine.states);
  const repair = (target: string) => (Object.hasOwn(machine.states, target) ? target : (nearest(target, known) ?? nowhere));
  const repaired = mapBranches(machine, (branch) => ({ ...branch, target: repair(branch.target) }));
  const targets = Object.entries(definition.entries).map(([kind, stage]): [string, string] => [
    kind,
    Object.hasOwn(stages, stage) ? stage : (nearest(stage, Object.keys(stages)) ?? nowhere),
  ]);
  const states: Record<string, LoopState<LimitRef>> = {
    ...repaired.states,
    [nowhere]: { type: "final", output: { item: "blocked", reason: "nowhere" } },
  };
  return { ...definition, entries: Object.fromEntries(targets), machine: { ...repaired, states } };
}

/** True for the stand-in, which must not show in a message. */
export function isNowhere(state: string | undefined): boolean {
  return state === nowhere;
}
