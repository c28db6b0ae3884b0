import type { OutputOf } from "../../operations/define-operation.ts";
import type { runProvenance } from "../../operations/run-provenance.ts";
import type { Paper } from "../text/paper.ts";
import { table } from "../text/table.ts";
import { visitLines } from "./runs-show.ts";

/** All that a run was made from and by. */
export function renderRunProvenance(run: OutputOf<typeof runProvenance>, paper: Paper): string {
  const stages = run.stages.map(({ stage, runner, model, entrypoint }) => [
    stage,
    runner,
    model ?? "",
    entrypoint ? `${entrypoint.path} ${entrypoint.hash.slice(0, 12)} (${entrypoint.origin})` : "",
  ]);
  const trees = [run.treeBefore, run.delivery.intended?.tree ?? null].map((tree) =>
    tree ? `${tree.kind} ${tree.id.slice(0, 12)}` : "none",
  );
  return [
    `${paper.bold(run.run)}  of ${run.kind} ${run.item}${run.outcome === null ? "" : `  ${run.outcome} (${run.reason})`}`,
    `document  ${run.revision}`,
    `plan      ${run.plan}${run.mode === null ? "" : `  mode ${run.mode}`}`,
    `loop      ${run.machine}  ${run.loop}`,
    `trees     ${trees[0]} before, ${trees[1]} delivered`,
    `events    ${run.events.first} to ${run.events.last}, ${run.events.count} of this run`,
    ...(stages.length > 0 ? ["", ...table(["stage", "runner", "model", "prompt"], stages, paper)] : []),
    ...visitLines(run.visits, paper),
    "",
    ...table(
      ["seq", "time", "what happened"],
      run.timeline.map(({ seq, time, text }) => [String(seq), time.slice(11, 23), text]),
      { ...paper, columns: null },
    ),
  ].join("\n");
}
