import type { OutputOf } from "../../operations/define-operation.ts";
import type { queueShow } from "../../operations/queue-show.ts";
import type { Paper } from "../text/paper.ts";
import { phaseStyle } from "../text/phase-style.ts";
import { wrap } from "../text/wrap.ts";
import { runTable } from "./runs-list.ts";

/** One item whole. */
export function renderQueueShow({ item, document, revisions, runs, limits, asOf }: OutputOf<typeof queueShow>, paper: Paper): string {
  const counters = Object.entries(item.counters).map(([name, count]) => `${name} ${count}`);
  const facts = [
    `${paper.bold(item.id)}  ${phaseStyle(item.phase, paper)(item.phase.replace("_", " "))}  ${item.title}`,
    `kind      ${item.kind}, priority ${item.priority}`,
    ...(item.waiting ? [`waits     ${item.waiting.text}`] : []),
    ...(item.reason === null ? [] : [`reason    ${item.reason}`]),
    ...(item.dependsOn.length > 0 ? [`after     ${item.dependsOn.join(", ")}`] : []),
    ...(item.dependants.length > 0 ? [`before    ${named(item.dependants)}`] : []),
    ...(item.root === null ? [] : [`root      ${item.root}`]),
    ...item.held.map((command) => `${paper.yellow("held")}      ${command}  ${paper.dim(`millrace approve ${item.id}`)}`),
    ...(item.paths.length > 0 ? [`paths     ${item.paths.join(", ")}`] : []),
    `runs      ${item.runs} of ${limits.runsPerItem}${counters.length > 0 ? `; ${counters.join(", ")}` : ""}`,
    ...(item.path === null ? [] : [`document  ${item.path}, revision ${item.revision.slice(0, 12)}`]),
    ...(revisions.length < 2
      ? []
      : revisions
          .slice(0, 10)
          .map(
            ({ revision, seq, time, actor }, at) =>
              `${at === 0 ? "history " : "        "}  ${revision.slice(0, 12)}  ${paper.dim(`${time}, by the ${actor}, event ${seq}`)}`,
          )),
    ...(runs.length === 0 ? [] : ["", ...runTable(runs, paper)]),
  ];
  // A document stays as it is, so that it can be copied.
  return [
    wrap(facts.join("\n"), paper.columns),
    ...(document === null ? [] : ["", paper.dim("---"), document.trimEnd(), paper.dim("---")]),
    paper.dim(`As of event ${asOf}`),
  ].join("\n");
}

/** The first few, and how many more. */
function named(ids: readonly string[]): string {
  return ids.length > 10 ? `${ids.slice(0, 10).join(", ")} and ${ids.length - 10} more` : ids.join(", ");
}
