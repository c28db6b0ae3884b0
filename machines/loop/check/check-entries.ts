import type { LoopDefinition } from "../definition.ts";
import type { LoopProblem } from "../problem.ts";
import { suggest } from "./nearest.ts";

/** Every work kind enters at a stage, and there is a way in and a way out. */
export function checkEntries({ entries, stages, machine }: LoopDefinition): LoopProblem[] {
  const problems: LoopProblem[] = Object.entries(entries).flatMap(([kind, stage]) => {
    if (Object.hasOwn(stages, stage)) return [];
    const message = `Work of kind "${kind}" enters at "${stage}", which is not a stage.`;
    return [{ code: "loop.unknown-target", path: `entries.${kind}`, message, fix: suggest(stage, Object.keys(stages)) }];
  });
  if (Object.keys(entries).length === 0) {
    const fix = 'Name the first stage of each kind of work, e.g. task = "builder".';
    problems.push({ code: "loop.bad-entry", path: "entries", message: "The loop has no entry.", fix });
  }
  if (!Object.values(machine.states).some((state) => "type" in state)) {
    const fix = 'Add finals, e.g. done = { item = "done", reason = "complete" }.';
    problems.push({ code: "loop.no-final", path: "finals", message: "The loop has no final state, so no run could end.", fix });
  }
  return problems;
}
