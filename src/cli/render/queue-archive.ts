import type { OutputOf } from "../../operations/define-operation.ts";
import type { queueArchive } from "../../operations/queue-archive.ts";
import type { Paper } from "../text/paper.ts";
import { renderApplied } from "./applied.ts";

/** What was put away. */
export function renderQueueArchive({ items, ...applied }: OutputOf<typeof queueArchive>, paper: Paper): string {
  if (items.length === 0) return "Nothing is blocked.";
  if (applied.status === "pending") return renderApplied(applied, paper);
  return `${paper.green("archived")}  ${items.join(", ")} ${paper.dim(`(event ${applied.seq})`)}`;
}
