import type { laidOut } from "../timeline-of.ts";
import { type Pen, spell } from "./words.ts";

/** The stretches of a run's time as bars, each where it lies, with what each kind came to. */
export function waterfall(pen: Pen, { spans, totals, millis }: ReturnType<typeof laidOut>): string {
  if (spans.length === 0) return "<p>It took no time.</p>";
  const part = (value: number): string => (millis === 0 ? "0" : ((value * 100) / millis).toFixed(3));
  const rows = spans.map(
    (span) =>
      `<span>${span.kind}</span><span>${pen.text(span.stage ?? "")}</span><span>${spell(span.millis)}</span><span class="track" title="${pen.text(`${span.what}, since event ${span.seq}`)}"><span class="bar ${span.kind}" style="left:${part(span.after)}%;width:${part(span.millis)}%"></span></span><span class="what">${pen.text(span.what)}</span>`,
  );
  const legend = totals.map(
    ({ kind, millis: sum }) => `<span><i class="${kind}"></i>${kind} ${spell(sum)} (${Math.round(Number(part(sum)))} %)</span>`,
  );
  return `<p class="legend">${legend.join("")}</p><div class="fall">${rows.join("\n")}</div>`;
}
