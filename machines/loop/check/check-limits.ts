import { isParam, maxLimit } from "../../vocabulary/check-params.ts";
import type { LoopDefinition } from "../definition.ts";
import type { LoopProblem } from "../problem.ts";
import { suggest } from "./nearest.ts";

/** The declared limits are sound, and each override names one of them. */
export function checkLimits(definition: LoopDefinition, overrides: Readonly<Record<string, number>>): LoopProblem[] {
  const declared = Object.entries(definition.limits).flatMap(([name, value]) => checkLimit(name, value));
  const overriding = Object.entries(overrides).flatMap(([name, value]) =>
    Object.hasOwn(definition.limits, name) ? checkLimit(name, value) : [unknownLimit(definition, name)],
  );
  return [...declared, ...overriding];
}

function checkLimit(name: string, value: number): LoopProblem[] {
  const path = `limits.${name}`;
  const problems: LoopProblem[] = [];
  if (!isParam("counter", name)) {
    const fix = "Use letters and digits, beginning with a small letter, e.g. fixCycles.";
    problems.push({ code: "loop.bad-name", path, message: `"${name}" cannot name a limit.`, fix });
  }
  if (!isParam("limit", value)) {
    const fix = `Write a whole number from 0 to ${maxLimit}.`;
    problems.push({ code: "loop.bad-limit", path, message: `The limit "${name}" is ${JSON.stringify(value)}.`, fix });
  }
  return problems;
}

function unknownLimit(definition: LoopDefinition, name: string): LoopProblem {
  return {
    code: "loop.unknown-limit",
    path: `limits.${name}`,
    message: `The loop ${definition.id} has no limit "${name}".`,
    fix: suggest(name, Object.keys(definition.limits)),
  };
}
