import { actionEntries, guardEntries } from "../vocabulary/catalogue.ts";
import { checkDefinition } from "./check/check-definition.ts";
import type { LoopDefinition, LoopMachine } from "./definition.ts";
import type { FrozenLoop } from "./frozen-loop.ts";
import type { LoopProblem } from "./problem.ts";
import { branchesOf } from "./states.ts";
import { substituteLimits } from "./substitute-limits.ts";

export type Frozen = { readonly ok: true; readonly loop: FrozenLoop } | { readonly ok: false; readonly problems: readonly LoopProblem[] };

/** Checks a definition and fixes its limits. Whether it ends is for `proveLoop` to say. */
export function freezeLoop(definition: LoopDefinition, overrides: Readonly<Record<string, number>> = {}): Frozen {
  const problems = checkDefinition(definition, overrides);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, loop: assembleLoop(definition, overrides) };
}

/** Freezes without checking: for a search of a definition that is known to be faulty. */
export function assembleLoop(definition: LoopDefinition, overrides: Readonly<Record<string, number>>): FrozenLoop {
  const { id, plane, version, entries, stages } = definition;
  const limits = { ...definition.limits, ...overrides };
  const config = substituteLimits(definition.machine, limits);
  return { format: 1, id, plane, version, entries, limits, stages, config, vocabulary: vocabularyOf(config) };
}

function vocabularyOf(machine: LoopMachine): Record<string, string> {
  const branches = Object.entries(machine.states).flatMap(([name, state]) => branchesOf(name, state));
  const rules = branches.flatMap(({ branch }) => [...(branch.guard ? [branch.guard] : []), ...(branch.actions ?? [])]);
  const keys = [...new Set(rules.map((rule) => rule.type))].sort();
  return Object.fromEntries(keys.map((key) => [key, guardEntries.get(key)?.fingerprint ?? actionEntries.get(key)?.fingerprint ?? ""]));
}
