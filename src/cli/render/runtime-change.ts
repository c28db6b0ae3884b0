import type { Applied } from "../../operations/submit.ts";
import type { Paper } from "../text/paper.ts";
import { renderApplied } from "./applied.ts";

/** How the runtime took a command: a word for what it does now, and what that means. */
export function renderRuntimeChange<A extends Applied>(word: string, means: (applied: A) => string): (applied: A, paper: Paper) => string {
  return (applied, paper) =>
    applied.status === "pending" || applied.item === null
      ? renderApplied(applied, paper)
      : `${paper.green(word)}  ${means(applied)} ${paper.dim(`as of event ${applied.seq}`)}`;
}
