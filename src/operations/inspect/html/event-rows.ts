import type { EventEnvelope } from "../../../events/envelope.ts";
import { sentenceOf } from "../../history/sentence.ts";
import type { Pen } from "./words.ts";

/** One row of an event: its sentence, and all of it on demand. */
export function eventRow(pen: Pen, event: EventEnvelope): string {
  const { seq, time, type, subject, actor, cause, run, attempt, command, data } = event;
  const more = [
    `by ${actor}`,
    `about ${subject}`,
    `cause ${cause}`,
    ...(attempt ? [`attempt ${attempt}`] : run ? [`run ${run}`] : []),
    ...(command ? [`command ${command}`] : []),
  ];
  return `<tr id="e${seq}"><td class="seq">${seq}</td><td class="mono">${pen.text(time)}</td><td class="mono">${pen.text(type)}</td><td><details><summary>${pen.text(sentenceOf(event))}</summary><span class="dim">${pen.text(more.join(" · "))}</span><pre>${pen.json(data)}</pre></details></td></tr>\n`;
}

export const EVENTS_OPEN =
  '<div class="wide"><table><thead><tr><th>seq</th><th>time</th><th>type</th><th>what happened</th></tr></thead><tbody>\n';
export const EVENTS_CLOSE = "</tbody></table></div>\n";
