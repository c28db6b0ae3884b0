import { own } from "../own.ts";
import type { LimitRef, LoopMachine, Rule } from "./definition.ts";
import { mapBranches } from "./states.ts";

export function isLimitRef(value: string | number | LimitRef): value is LimitRef {
  return typeof value === "object";
}

/** The machine with each named limit replaced by its number. An undeclared name counts as 1, so that a faulty loop can still be searched. */
export function substituteLimits(machine: LoopMachine<LimitRef>, limits: Readonly<Record<string, number>>): LoopMachine {
  const substitute = (rule: Rule<LimitRef>): Rule => {
    const params = Object.entries(rule.params).map(([name, value]): [string, string | number] => [
      name,
      isLimitRef(value) ? (own(limits, value.$limit) ?? 1) : value,
    ]);
    return { type: rule.type, params: Object.fromEntries(params) };
  };
  return mapBranches(machine, ({ target, guard, actions }) => ({
    target,
    ...(guard ? { guard: substitute(guard) } : {}),
    ...(actions ? { actions: actions.map(substitute) } : {}),
  }));
}
