import type { OutputOf } from "../../operations/define-operation.ts";
import type { runsList } from "../../operations/runs-list.ts";
import type { RunRow } from "../../operations/schemas/run-row.ts";
import { duration } from "../text/durations.ts";
import type { Paper } from "../text/paper.ts";
import { phaseStyle } from "../text/phase-style.ts";
import { type Cell, table } from "../text/table.ts";

/** Runs, live ones first. */
export function renderRunsList({ runs, asOf }: OutputOf<typeof runsList>, paper: Paper): string {
  if (runs.length === 0) return `No run fits. ${paper.dim("millrace start --once begins one")}`;
  return [...runTable(runs, paper), paper.dim(`As of event ${asOf}`)].join("\n");
}

/** A table of runs. */
export function runTable(runs: readonly RunRow[], paper: Paper): string[] {
  const rows = runs.map((run): Cell[] => [
    run.id,
    { text: run.phase, style: phaseStyle(run.phase, paper) },
    run.stage ?? "",
    String(run.visits),
    String(run.attempts),
    duration(run.millis),
    run.started.slice(0, 19).replace("T", " "),
    run.reason ?? "",
  ]);
  return table(["run", "phase", "stage", "visits", "attempts", "took", "started (UTC)", "reason"], rows, paper);
}
