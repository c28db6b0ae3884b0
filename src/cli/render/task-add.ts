import type { Added } from "../../operations/tasks/add-work.ts";
import type { Paper } from "../text/paper.ts";
import { renderApplied } from "./applied.ts";

/** The id that a new item got, and who takes it up. */
export function renderTaskAdd(added: Added, paper: Paper): string {
  if (added.status === "pending" || added.item === null) return renderApplied(added, paper);
  const next = added.owner === "daemon" ? paper.dim("the daemon takes it up") : "millrace start --once";
  return `${paper.green("queued")}  ${paper.bold(added.item)}\n  ${next}`;
}
