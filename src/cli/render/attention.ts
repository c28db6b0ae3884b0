import type { attention } from "../../operations/attention.ts";
import type { OutputOf } from "../../operations/define-operation.ts";
import type { Attention } from "../../operations/schemas/attention.ts";
import type { Paper } from "../text/paper.ts";

/** What needs a person. */
export function renderAttention(result: OutputOf<typeof attention>, paper: Paper): string {
  if (result.attention.length === 0) return `Nothing needs a person. ${paper.dim(`As of event ${result.asOf}`)}`;
  return [...attentionLines(result.attention, paper), "", paper.dim(`As of event ${result.asOf}, durable up to ${result.durable}`)].join(
    "\n",
  );
}

/** Three lines for each: what, why, and what to type. */
export function attentionLines(list: readonly Attention[], paper: Paper): string[] {
  return list.flatMap(({ what, why, command }) => [`${paper.yellow("!")} ${what}`, `    ${why}`, `    ${paper.cyan(command)}`]);
}
