import type { Applied } from "../../operations/submit.ts";
import type { Paper } from "../text/paper.ts";
import { renderApplied } from "./applied.ts";

/** The id that a new item got. */
export function renderTaskAdd(applied: Applied, paper: Paper): string {
  if (applied.status === "pending" || applied.item === null) return renderApplied(applied, paper);
  return `${paper.green("queued")}  ${paper.bold(applied.item)}\n  millrace start --once`;
}
