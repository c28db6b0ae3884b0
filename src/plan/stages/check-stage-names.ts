import { shippedLoops } from "../../../machines/catalogue.ts";
import type { FrozenLoop } from "../../../machines/loop/frozen-loop.ts";
import { nearest } from "../../kernel/nearest.ts";
import { lineOf } from "../../work/toml/key-lines.ts";
import { keyPath } from "../../work/toml/key-path.ts";
import type { Config } from "../config/config.ts";
import type { Mode } from "../modes/mode.ts";
import type { PlanProblem } from "../problem.ts";

/** Every `[stages.…]` table must name a stage of some loop: one that the mode binds, or one that ships. */
export function checkStageNames(loops: Readonly<Record<string, FrozenLoop>>, mode: Mode, config: Config): PlanProblem[] {
  const known = new Set<string>();
  for (const { id, stages } of [...shippedLoops, ...Object.values(loops)]) {
    for (const stage of Object.keys(stages)) known.add(stage).add(`${id}/${stage}`);
  }
  const unknownOf = (names: string[], place: (name: string) => { file?: string; line?: number }) =>
    names.filter((name) => !known.has(name)).map((name) => unknownStage(name, known, place(name)));
  return [
    ...unknownOf(Object.keys(mode.values.stages ?? {}), () => ({ file: mode.file })),
    ...unknownOf(Object.keys(config.values.stages ?? {}), (name) => {
      const line = lineOf(config.lines, ["stages", name]);
      return { ...(config.file === null ? {} : { file: config.file }), ...(line ? { line } : {}) };
    }),
  ];
}

function unknownStage(name: string, known: ReadonlySet<string>, place: { file?: string; line?: number }): PlanProblem {
  const near = nearest(name, known);
  const stages = [...known].filter((stage) => !stage.includes("/")).sort();
  const fix = near ? `Did you mean "${near}"?` : `Known stages: ${stages.join(", ")}`;
  return { code: "plan.unknown-stage", path: keyPath(["stages", name]), message: `No loop has a stage "${name}"`, fix, ...place };
}
