import { loopSvg } from "../../../../machines/loop/diagram/svg/loop-svg.ts";
import type { FrozenLoop } from "../../../../machines/loop/frozen-loop.ts";
import type { AnyEvent } from "../../../events/event.ts";
import { deliveryText } from "../../history/delivery-text.ts";
import { moneyText } from "../../history/money-text.ts";
import { pathTaken } from "../../history/path-taken.ts";
import { positionAfter } from "../../history/position-after.ts";
import { type RunRecord, runRecord } from "../../history/run-record.ts";
import { usedByRun } from "../../history/used-by-run.ts";
import type { laidOut } from "../timeline-of.ts";
import { EVENTS_CLOSE, EVENTS_OPEN, eventRow } from "./event-rows.ts";
import { waterfall } from "./waterfall.ts";
import { type Pen, spell, tableOf } from "./words.ts";

export interface RunShown {
  events: readonly AnyEvent[];
  timeline: ReturnType<typeof laidOut>;
  /** Null where the plan's blob is missing or damaged. */
  loop: FrozenLoop | null;
}

/** Everything of one run: outcome, time, the machine with the path taken, attempts and costs, evidence, events. */
export function runSection(pen: Pen, { events, timeline, loop }: RunShown): string {
  const record = runRecord(events);
  const { started, finished } = record;
  const run = started.run ?? "";
  const outcome = finished?.data.outcome ?? "live";
  const style = outcome === "done" ? "good" : outcome === "live" ? "mixed" : "bad";
  const path = pathTaken(record);
  const { stage, counters } = positionAfter(events);
  const facts: [string, string][] = [
    ["item", `${started.subject}, revision ${started.data.revision.slice(0, 12)}`],
    ["loop", `${started.data.loop}, plan ${started.data.plan.slice(0, 12)}, machine ${started.data.machine.slice(0, 12)}`],
    ["started", started.time],
    ...(finished
      ? [
          ["ended", `${finished.time}, ${finished.data.reason}${finished.data.detail ? `: ${finished.data.detail}` : ""}`] as [
            string,
            string,
          ],
        ]
      : []),
    ["path", path.join(" → ")],
    ["delivery", record.delivery.settled ? deliveryText(record.delivery.settled) : "none"],
  ];
  return [
    `<h2 id="run-${pen.text(run)}">Run ${pen.text(run)} <span class="badge ${style}">${outcome}</span></h2>`,
    `<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${pen.text(value)}</dd>`).join("")}</dl>`,
    `<h3>Where the time went</h3>${waterfall(pen, timeline)}`,
    `<h3>The machine, and the path taken</h3>${loop ? loopSvg(loop, { stage, counters, path }) : "<p>Its plan cannot be read: see <code>millrace log verify</code>.</p>"}`,
    `<h3>Attempts and costs</h3>${attempts(pen, record)}`,
    `<h3>Evidence</h3>${evidence(pen, record)}`,
    `<h3>Events</h3>${EVENTS_OPEN}${events.map((event) => eventRow(pen, event)).join("")}${EVENTS_CLOSE}`,
  ].join("\n");
}

function attempts(pen: Pen, { visits }: RunRecord): string {
  const all = visits.flatMap((visit) => visit.attempts.map((attempt) => ({ visit, attempt })));
  let millis = 0;
  const rows = all.map(({ visit, attempt: { id, seq, runner, ended, lost } }) => {
    const usage = (ended ?? lost)?.usage ?? null;
    millis += ended?.millis ?? lost?.millis ?? 0;
    const said = lost ? `lost: ${lost.failure}` : ended ? (ended.claimed ?? `nothing (${ended.failure ?? "unknown"})`) : "under way";
    const counts = visit.effective !== null && visit.effective !== ended?.claimed ? `${said}, counts as ${visit.effective}` : said;
    return [
      `<a href="#e${seq}">${pen.text(id)}</a>`,
      pen.text(visit.stage),
      pen.text(runner),
      pen.text(counts),
      `<span class="nowrap">${spell(ended?.millis ?? lost?.millis ?? 0)}</span>`,
      usage ? `${usage.input} / ${usage.cached}` : "",
      usage ? `${usage.output} / ${usage.reasoning}` : "",
      usage?.costUsd == null ? "" : `$${usage.costUsd.toFixed(4)}`,
      `${ended?.changed.length ?? 0}`,
      pen.text(ended?.summary || ended?.detail || lost?.detail || ""),
    ];
  });
  const used = usedByRun(visits);
  const total = [
    "total",
    "",
    "",
    "",
    spell(millis),
    used ? `${used.input} / ${used.cached}` : "",
    used ? `${used.output} / ${used.reasoning}` : "",
    used ? pen.text(moneyText(used)) : "",
    "",
    "",
  ];
  const bold = total.map((cell) => (cell === "" ? "" : `<b>${cell}</b>`));
  return tableOf(
    ["attempt", "stage", "runner", "said", "took", "tokens in / cached", "out / reasoning", "cost", "files", "in its words"],
    [...rows, bold],
  );
}

function evidence(pen: Pen, { baseline, visits }: RunRecord): string {
  const all = [
    ...baseline.map((check) => ({ when: "before the first stage", check })),
    ...visits.flatMap((visit) => visit.evidence.map((check) => ({ when: `visit ${visit.visit}, ${visit.stage}`, check }))),
  ];
  if (all.length === 0) return "<p>No check was required.</p>";
  const rows = all.map(({ when, check: { check, command, passed, exit, timedOut, millis, tree, output } }) => [
    pen.text(when),
    pen.text(check),
    `<code>${pen.text(command)}</code>`,
    `<span class="badge ${passed ? "good" : "bad"}">${passed ? "passed" : timedOut ? "timed out" : `failed (${exit ?? "no exit"})`}</span>`,
    spell(millis),
    `<code>${pen.text(tree.id.slice(0, 12))}</code>`,
    `<code>${pen.text(output)}</code>`,
  ]);
  return tableOf(["when", "check", "command", "result", "took", "tree", "output"], rows);
}
