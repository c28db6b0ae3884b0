import type { OutputOf } from "../../operations/define-operation.ts";
import type { queueShow } from "../../operations/queue-show.ts";
import type { Paper } from "../text/paper.ts";
import { phaseStyle } from "../text/phase-style.ts";
import { runTable } from "./runs-list.ts";

/** One item whole. */
export function renderQueueShow({ item, document, runs, limits, asOf }: OutputOf<typeof queueShow>, paper: Paper): string {
  const counters = Object.entries(item.counters).map(([name, count]) => `${name} ${count}`);
  return [
    `${paper.bold(item.id)}  ${phaseStyle(item.phase, paper)(item.phase.replace("_", " "))}  ${item.title}`,
    `kind      ${item.kind}, priority ${item.priority}`,
    ...(item.waiting ? [`waits     ${item.waiting.text}`] : []),
    ...(item.reason === null ? [] : [`reason    ${item.reason}`]),
    ...(item.dependsOn.length > 0 ? [`after     ${item.dependsOn.join(", ")}`] : []),
    ...(item.paths.length > 0 ? [`paths     ${item.paths.join(", ")}`] : []),
    `runs      ${item.runs} of ${limits.runsPerItem}${counters.length > 0 ? `; ${counters.join(", ")}` : ""}`,
    ...(item.path === null ? [] : [`document  ${item.path}, revision ${item.revision.slice(0, 12)}`]),
    ...(runs.length === 0 ? [] : ["", ...runTable(runs, paper)]),
    ...(document === null ? [] : ["", paper.dim("---"), document.trimEnd(), paper.dim("---")]),
    paper.dim(`As of event ${asOf}`),
  ].join("\n");
}
