import { count } from "../../vocabulary/count.ts";
import { counterBelow } from "../../vocabulary/counter-below.ts";
import { remembered } from "../../vocabulary/remembered.ts";
import { resetCounter } from "../../vocabulary/reset-counter.ts";
import type { Branch, Rule } from "../definition.ts";

/** A branch in a few words: `FIX_NEEDED [fixCycles below 2] fixCycles + 1`. What is remembered shows where it is used. */
export function describeBranch(terminal: string | null, branch: Branch, isElse: boolean): string {
  const guard = branch.guard ? `[${describeRule(branch.guard)}]` : isElse ? "[otherwise]" : "";
  const actions = (branch.actions ?? []).map(describeRule).filter((text) => text !== "");
  return [terminal ?? "", guard, ...actions].filter((part) => part !== "").join(" ");
}

function describeRule({ type, params }: Rule): string {
  switch (type) {
    case counterBelow.key:
      return `${params.counter} below ${params.limit}`;
    case remembered.key:
      return `began in ${params.stage}`;
    case count.key:
      return `${params.counter} + 1`;
    case resetCounter.key:
      return `${params.counter} = 0`;
    default:
      return "";
  }
}
