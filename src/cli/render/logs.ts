import type { OutputOf } from "../../operations/define-operation.ts";
import type { logs } from "../../operations/logs.ts";
import type { Paper } from "../text/paper.ts";
import { cut, table } from "../text/table.ts";

type Row = OutputOf<typeof logs>["events"][number];

/** Terminals below this width show the time of day alone: what happened matters more. */
const ROOMY = 120;
/** Below this the type, which the sentence tells as well, is left out. */
const NARROW = 70;

/** One line for each event. */
export function renderLogs({ events, left, end, asOf, durable }: OutputOf<typeof logs>, paper: Paper): string {
  if (end.kind === "interrupted") return "";
  const typed = !isBelow(paper, NARROW);
  const rows = events.map((event) => [
    String(event.seq),
    { text: timeOf(event, paper), style: paper.dim },
    ...(typed ? [{ text: event.type, style: paper.cyan }] : []),
    event.text,
  ]);
  const head = ["seq", "time (UTC)", ...(typed ? ["type"] : []), "what happened"];
  const ended = end.problem === null ? [] : [paper.red(`The log ends here as ${end.kind}: ${end.problem}`)];
  return [
    ...(left > 0 ? [paper.dim(`${left} earlier; --tail shows more`)] : []),
    ...(events.length === 0 ? ["No event fits."] : table(head, rows, paper)),
    ...ended,
    paper.dim(`As of event ${asOf}, durable up to ${durable}`),
  ].join("\n");
}

/** One event as it happens: in columns that need not know what comes after it. */
export function renderLogPart({ event }: { event: Row }, paper: Paper): string {
  const [seq, time, type] = [String(event.seq).padStart(6), timeOf(event, paper), event.type.padEnd(18)];
  const typed = !isBelow(paper, NARROW);
  const used = [seq, time, ...(typed ? [type] : [])].join("  ").length + 2;
  const room = paper.columns === null ? Number.POSITIVE_INFINITY : Math.max(10, paper.columns - used);
  const text = cut(event.text.replace(/\s*\n\s*/g, " "), room);
  return `${[seq, paper.dim(time), ...(typed ? [paper.cyan(type)] : []), text].join("  ")}\n`;
}

const isBelow = ({ columns }: Paper, least: number): boolean => columns !== null && columns < least;

function timeOf({ time }: Row, paper: Paper): string {
  return isBelow(paper, ROOMY) ? time.slice(11, 19) : time.slice(0, 23).replace("T", " ");
}
