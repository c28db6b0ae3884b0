import { actionEntries, guardEntries } from "../../vocabulary/catalogue.ts";
import { checkParams } from "../../vocabulary/check-params.ts";
import type { LimitRef, LoopDefinition, Rule } from "../definition.ts";
import type { LoopProblem } from "../problem.ts";
import { branchesOf, branchLists } from "../states.ts";
import { isLimitRef } from "../substitute-limits.ts";
import { suggest } from "./nearest.ts";

/** Every branch leads somewhere, uses known rules, and can be taken. */
export function checkBranches(definition: LoopDefinition): LoopProblem[] {
  const states = Object.entries(definition.machine.states);
  const branches = states.flatMap(([name, state]) => branchesOf(name, state));
  return [
    ...branches.flatMap(({ path, branch }) => checkTarget(definition, `${path}.to`, branch.target)),
    ...branches.flatMap(({ path, branch }) => (branch.guard ? checkRule(definition, `${path}.when`, branch.guard, guardEntries) : [])),
    ...branches.flatMap(({ path, branch }) => (branch.actions ?? []).flatMap((rule) => checkRule(definition, path, rule, actionEntries))),
    ...states.flatMap(([name, state]) => branchLists(name, state).flatMap(({ path, branches: list }) => deadBranches(path, list))),
  ];
}

function checkTarget({ machine }: LoopDefinition, path: string, target: string): LoopProblem[] {
  if (Object.hasOwn(machine.states, target)) return [];
  const fix = suggest(target, Object.keys(machine.states));
  return [{ code: "loop.unknown-target", path, message: `The target "${target}" does not exist.`, fix }];
}

function checkRule(
  { limits, stages }: LoopDefinition,
  path: string,
  rule: Rule<LimitRef>,
  entries: ReadonlyMap<string, { readonly params: Readonly<Record<string, "counter" | "limit" | "stage">> }>,
): LoopProblem[] {
  const entry = entries.get(rule.type);
  if (!entry) {
    const message = `The rule "${rule.type}" is not in the vocabulary.`;
    return [{ code: "loop.bad-rule", path, message, fix: suggest(rule.type, entries.keys()) }];
  }
  const problems: LoopProblem[] = [];
  const numbered: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(rule.params)) {
    numbered[name] = isLimitRef(value) ? 0 : value;
    if (isLimitRef(value) && !Object.hasOwn(limits, value.$limit)) {
      const message = `The limit "${value.$limit}" is not declared.`;
      const fix = `${suggest(value.$limit, Object.keys(limits))} Declare it under limits, e.g. ${value.$limit} = 2.`;
      problems.push({ code: "loop.unknown-limit", path, message, fix });
    }
    if (entry.params[name] === "stage" && typeof value === "string" && !Object.hasOwn(stages, value)) {
      problems.push({
        code: "loop.unknown-target",
        path,
        message: `The stage "${value}" does not exist.`,
        fix: suggest(value, Object.keys(stages)),
      });
    }
  }
  const wrong = checkParams(entry.params, numbered);
  return [
    ...problems,
    ...wrong.map(
      (text): LoopProblem => ({ code: "loop.bad-rule", path, message: `${rule.type}: ${text}.`, fix: describe(rule.type, entry.params) }),
    ),
  ];
}

function describe(type: string, params: Readonly<Record<string, string>>): string {
  const names = Object.entries(params).map(([name, kind]) => (name === kind ? name : `${name} (a ${kind})`));
  return names.length === 0 ? `${type} takes no parameter.` : `${type} takes ${names.join(" and ")}.`;
}

function deadBranches(path: string, branches: readonly { readonly guard?: unknown }[]): LoopProblem[] {
  const always = branches.findIndex((branch) => branch.guard === undefined);
  if (always === -1 || always === branches.length - 1) return [];
  const message = `The branch after ${path}[${always}] is never taken: that one has no condition.`;
  return [{ code: "loop.dead-branch", path: `${path}[${always + 1}]`, message, fix: "Move the unconditional branch to the end." }];
}
