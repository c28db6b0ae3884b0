import type { OutputOf } from "../../operations/define-operation.ts";
import type { timeline } from "../../operations/timeline.ts";
import { duration } from "../text/durations.ts";
import type { Paper } from "../text/paper.ts";
import { table } from "../text/table.ts";

type Shown = OutputOf<typeof timeline>;
type Kind = Shown["spans"][number]["kind"];

/** Waits are hollow, work is full. */
const BARS: Readonly<Record<Kind, string>> = {
  slot: "░",
  lock: "░",
  dependency: "░",
  human: "▒",
  stopped: "·",
  retry: "·",
  agent: "█",
  check: "▓",
  runtime: "▪",
};

/** A waterfall of bars, each where it lies in the run's time, and what each kind came to. */
export function renderTimeline(result: Shown, paper: Paper): string {
  const { run, item, live, from, millis, spans, totals } = result;
  // Half of what the other columns leave, so that what it was can be read.
  const width = Math.max(16, Math.min(60, Math.floor(((paper.columns ?? 160) - 44) / 2)));
  const rows = spans.map((span) => [
    String(span.seq),
    styled(span.kind, span.kind, paper),
    span.stage ?? "",
    duration(span.millis),
    { text: barOf(span, millis, width), style: (text: string) => colour(span.kind, paper)(text) },
    span.what,
  ]);
  // Blanks at which no line is broken.
  const shares = totals.map(({ kind, millis: part }) =>
    `${BARS[kind]} ${kind} ${duration(part)} (${percent(part, millis)})`.replaceAll(" ", "\u00a0"),
  );
  return [
    `${paper.bold(run)}  of ${item}, ${duration(millis)}${from === null ? "" : ` since ${from}`}${live ? ", under way" : ""}`,
    "",
    ...(spans.length === 0 ? ["It took no time."] : table(["seq", "for", "stage", "took", "when", "what"], rows, paper)),
    "",
    shares.join("   "),
  ].join("\n");
}

function barOf({ kind, after, millis }: Shown["spans"][number], whole: number, width: number): string {
  const scale = whole === 0 ? 0 : width / whole;
  const start = Math.min(width - 1, Math.floor(after * scale));
  const length = Math.max(1, Math.min(width - start, Math.round(millis * scale)));
  return `${" ".repeat(start)}${BARS[kind].repeat(length)}`.padEnd(width);
}

function styled(text: string, kind: Kind, paper: Paper): { text: string; style: (text: string) => string } {
  return { text, style: colour(kind, paper) };
}

function colour(kind: Kind, paper: Paper): (text: string) => string {
  if (kind === "agent") return paper.green;
  if (kind === "check") return paper.cyan;
  if (kind === "human") return paper.red;
  return kind === "runtime" ? (text) => text : paper.yellow;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "0 %" : `${Math.round((part * 100) / whole)} %`;
}
