import type { Applied } from "../../operations/submit.ts";
import type { Paper } from "../text/paper.ts";

/** How a change was answered. */
export function renderApplied({ status, command, item, seq }: Applied, paper: Paper): string {
  if (status === "pending") return `${paper.yellow("pending")}  the owner has it and has not answered yet (command ${command})`;
  if (item === null) return `there was nothing to change ${paper.dim(`(event ${seq})`)}`;
  return `${paper.green("done")}  ${item} ${paper.dim(`(event ${seq})`)}`;
}
