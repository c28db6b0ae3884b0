import { count } from "../../vocabulary/count.ts";
import { counterBelow } from "../../vocabulary/counter-below.ts";
import type { LoopDefinition } from "../definition.ts";
import type { LoopProblem } from "../problem.ts";
import { branchesOf } from "../states.ts";
import { suggest } from "./nearest.ts";

/** Every counter that is counted is compared with a limit somewhere. */
export function checkCounters({ machine }: LoopDefinition): LoopProblem[] {
  const branches = Object.entries(machine.states).flatMap(([name, state]) => branchesOf(name, state));
  const limited = new Set(branches.flatMap(({ branch }) => (branch.guard?.type === counterBelow.key ? [branch.guard.params.counter] : [])));
  const names = [...limited].filter((name) => typeof name === "string");
  return branches.flatMap(({ path, branch }) =>
    (branch.actions ?? []).flatMap((rule): LoopProblem[] => {
      const counter = rule.params.counter;
      if (rule.type !== count.key || limited.has(counter)) return [];
      const message = `The counter "${counter}" is counted, but no branch compares it with a limit.`;
      const fix = `Add when = "counterBelow ${counter}" and a limit of that name. ${suggest(String(counter), names)}`;
      return [{ code: "loop.unknown-limit", path, message, fix }];
    }),
  );
}
