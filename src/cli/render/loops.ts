import type { OutputOf } from "../../operations/define-operation.ts";
import type { loops } from "../../operations/loops.ts";
import type { Paper } from "../text/paper.ts";
import { table } from "../text/table.ts";
import { problemLines } from "./compile-validate.ts";

/** The loops, and what is wrong with those that cannot be read. */
export function renderLoops(result: OutputOf<typeof loops>, paper: Paper): string {
  const rows = result.loops.map(({ id, origin, version, takes, stages, problems }) => [
    problems.length > 0 ? { text: id, style: paper.red } : id,
    origin,
    version === null ? "" : String(version),
    takes.join(", "),
    stages.join(", "),
  ]);
  return [
    ...table(["loop", "from", "version", "takes", "stages"], rows, paper),
    ...result.loops.flatMap(({ problems }) => problemLines(problems, paper.red("problem"), paper)),
  ].join("\n");
}
