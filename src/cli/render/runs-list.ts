import type { OutputOf } from "../../operations/define-operation.ts";
import type { runsList } from "../../operations/runs-list.ts";
import type { RunRow } from "../../operations/schemas/run-row.ts";
import { duration } from "../text/durations.ts";
import type { Paper } from "../text/paper.ts";
import { phaseStyle } from "../text/phase-style.ts";
import { type Cell, table } from "../text/table.ts";

/** Terminals below this width are told less of when a run began. */
const ROOMY = 100;

/** Runs, live ones first. */
export function renderRunsList({ runs, asOf }: OutputOf<typeof runsList>, paper: Paper): string {
  if (runs.length === 0) return `No run fits. ${paper.dim("millrace start --once begins one")}`;
  return [...runTable(runs, paper), paper.dim(`As of event ${asOf}`)].join("\n");
}

/** A table of runs. */
export function runTable(runs: readonly RunRow[], paper: Paper): string[] {
  const roomy = paper.columns === null || paper.columns >= ROOMY;
  const rows = runs.map((run): Cell[] => [
    run.id,
    { text: run.phase, style: phaseStyle(run.phase, paper) },
    run.stage ?? "",
    String(run.visits),
    String(run.attempts),
    duration(run.millis),
    roomy ? run.started.slice(0, 19).replace("T", " ") : started(run.started, paper.now),
    run.reason ?? "",
  ]);
  return table(["run", "phase", "stage", "visits", "attempts", "took", roomy ? "started (UTC)" : "at (UTC)", "reason"], rows, paper);
}

/** On a narrow terminal the time of day is enough for what began today, and the day for the rest. */
function started(time: string, now: number): string {
  const today = new Date(now).toISOString().slice(0, 10);
  return time.startsWith(today) ? time.slice(11, 19) : time.slice(0, 10);
}
