import type { OutputOf } from "../../operations/define-operation.ts";
import type { diff } from "../../operations/diff.ts";
import type { Paper } from "../text/paper.ts";
import { changeLines } from "./changes.ts";

/** What differs between two moments, and which events lie between them. */
export function renderDiff({ from, to, events, changes }: OutputOf<typeof diff>, paper: Paper): string {
  const between = events.map(({ type, count }) => (count === 1 ? type : `${type} ×${count}`));
  return [
    `${paper.bold(`event ${from.seq} → ${to.seq}`)}  ${from.time ?? "before the first event"} → ${to.time ?? "before the first event"}`,
    paper.dim(between.length === 0 ? "no event between them" : between.join(", ")),
    "",
    ...(changes.length === 0 ? ["Nothing in the state differs."] : changeLines(changes, paper)),
  ].join("\n");
}
