import type { OutputOf } from "../../operations/define-operation.ts";
import type { logs } from "../../operations/logs.ts";
import type { Paper } from "../text/paper.ts";
import { table } from "../text/table.ts";

/** One line for each event. */
export function renderLogs({ events, left, end, asOf, durable }: OutputOf<typeof logs>, paper: Paper): string {
  const rows = events.map(({ seq, time, type, text }) => [
    String(seq),
    { text: time.slice(0, 23).replace("T", " "), style: paper.dim },
    { text: type, style: paper.cyan },
    text,
  ]);
  const ended = end.problem === null ? [] : [paper.red(`The log ends here as ${end.kind}: ${end.problem}`)];
  return [
    ...(left > 0 ? [paper.dim(`${left} earlier; --tail shows more`)] : []),
    ...(events.length === 0 ? ["No event fits."] : table(["seq", "time (UTC)", "type", "what happened"], rows, paper)),
    ...ended,
    paper.dim(`As of event ${asOf}, durable up to ${durable}`),
  ].join("\n");
}
