import type { OutputOf } from "../../operations/define-operation.ts";
import type { queueList } from "../../operations/queue-list.ts";
import type { ItemRow } from "../../operations/schemas/item-row.ts";
import type { Paper } from "../text/paper.ts";
import { phaseStyle } from "../text/phase-style.ts";
import { type Cell, table } from "../text/table.ts";

/** Items, and what each waits for. */
export function renderQueueList({ items, total, asOf }: OutputOf<typeof queueList>, paper: Paper): string {
  if (items.length === 0) return `No work item fits. ${paper.dim('millrace add-task "Title" --run CMD --check CMD')}`;
  const rows = items.map((item): Cell[] => [
    item.id,
    { text: item.phase.replace("_", " "), style: phaseStyle(item.phase, paper) },
    item.kind,
    String(item.priority),
    String(item.runs),
    standing(item, paper),
    item.title,
  ]);
  const more = total > items.length ? `${items.length} of ${total}; --limit shows more. ` : "";
  return [
    ...table(["id", "phase", "kind", "prio", "runs", "now", "title"], rows, paper, "now"),
    paper.dim(`${more}As of event ${asOf}`),
  ].join("\n");
}

/** What a live item waits for or was blocked by; how a finished one ended is its phase. */
function standing({ phase, waiting, reason }: ItemRow, paper: Paper): Cell {
  if (phase === "queued") return waiting ? { text: waiting.text, style: paper.yellow } : { text: "ready", style: paper.green };
  return phase === "done" ? "" : (reason ?? "");
}
