import type { FrozenLoop } from "../../../machines/loop/frozen-loop.ts";
import type { Stand } from "../../engine/inspect/stepper.ts";
import { sentenceOf } from "../../operations/history/sentence.ts";
import { changeLines } from "../render/changes.ts";
import type { Paper } from "../text/paper.ts";
import { plainData } from "../text/plain.ts";
import { wrap } from "../text/wrap.ts";
import { machineLines } from "./machine-lines.ts";

/** What is shown of one moment. */
export interface Shown {
  stand: Stand;
  /** The run that the event is of, or the one that is followed: its machine and where it stands. Null where there is none. */
  machine: { run: string; phase: string; loop: FrozenLoop; stage: string; counters: Record<string, number> } | null;
  breakpoints: readonly string[];
  /** A message of the last key. */
  note: string;
}

/** Rows below the keys, for a line that is asked for. */
const ASKING = 2;

/** The screen as lines, at most `rows` of them: the event, what it changed, the machine, and the keys at the foot; the changes are cut first. */
export function stepScreen({ stand, machine, breakpoints, note }: Shown, paper: Paper, rows: number): string[] {
  const columns = paper.columns ?? null;
  const wrapped = (lines: readonly string[]): string[] => lines.flatMap((line) => wrap(line, columns).split("\n"));
  const event = plainData(stand.event);
  const head = event
    ? wrapped([
        `${paper.bold(`#${event.seq}`)}  ${paper.cyan(event.type)}  ${event.subject}${event.run ? `  run ${event.run}` : ""}`,
        paper.dim(`${event.time}, by ${event.actor}, ${event.cause === 0 ? "from outside" : `caused by #${event.cause}`}`),
        `${cut(sentenceOf(event), (columns ?? 140) * 2)}.`,
      ])
    : [paper.bold("Before the first event")];
  const drawn = machine
    ? [
        "",
        `${machine.run}  ${paper.yellow(machine.phase)}`,
        ...machineLines(machine.loop, { stage: machine.stage, counters: machine.counters }, paper),
      ]
    : [];
  if (head.length + drawn.length + 8 + ASKING > rows) drawn.splice(3, drawn.length, ...drawn.slice(3).filter((line) => line.includes("▶")));
  const foot = [
    "",
    ...(breakpoints.length > 0 ? [paper.dim(`breaks: ${breakpoints.map((text, index) => `${index + 1} ${text}`).join(" · ")}`)] : []),
    ...wrapped([note === "" ? paper.dim(KEYS) : paper.yellow(note)]),
  ];
  // When a thing last changed is said by the event itself.
  const telling = stand.changes.filter(({ path }) => path.at(-1) !== "changedAt");
  const changes = changeLines(plainData(telling), paper);
  const room = Math.max(3, rows - head.length - drawn.length - foot.length - 1 - ASKING);
  const shown =
    changes.length > room
      ? [...changes.slice(0, room - 1), paper.dim(`… ${changes.length - room + 1} more; millrace diff tells all`)]
      : changes;
  const body = [...head, "", ...(shown.length === 0 && event ? [paper.dim("changes nothing in the state")] : shown), ...drawn];
  const gap = Math.max(0, rows - ASKING - body.length - foot.length);
  return [...body, ...Array.from({ length: gap }, () => ""), ...foot];
}

const KEYS = "→ on  ← back  g go  t type  r run  b break  d drop  c continue  q quit  ? help";

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
