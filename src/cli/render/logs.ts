import type { OutputOf } from "../../operations/define-operation.ts";
import type { logs } from "../../operations/logs.ts";
import type { Paper } from "../text/paper.ts";
import { cut, table } from "../text/table.ts";

/** One line for each event. */
export function renderLogs({ events, left, end, asOf, durable }: OutputOf<typeof logs>, paper: Paper): string {
  if (end.kind === "interrupted") return "";
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

/** One event as it happens: in columns that need not know what comes after it. */
export function renderLogPart({ event }: { event: OutputOf<typeof logs>["events"][number] }, paper: Paper): string {
  const { seq, time, type, text } = event;
  const facts = [String(seq).padStart(6), time.slice(0, 23).replace("T", " "), type.padEnd(18)];
  const room = paper.columns === null ? Number.POSITIVE_INFINITY : Math.max(10, paper.columns - facts.join("  ").length - 2);
  return [facts[0], paper.dim(facts[1] ?? ""), paper.cyan(facts[2] ?? ""), cut(oneLine(text), room), ""].join("  ").trimEnd().concat("\n");
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, " ");
