import type { OutputOf } from "../../operations/define-operation.ts";
import type { why } from "../../operations/why.ts";
import type { Paper } from "../text/paper.ts";

/** The answer, then the chain that led to it. */
export function renderWhy({ answer, chain, asOf }: OutputOf<typeof why>, paper: Paper): string {
  const width = Math.max(0, ...chain.map(({ seq }) => String(seq).length));
  const steps = chain.map(
    ({ seq, text }, index) =>
      `${paper.dim(`${String(seq).padStart(width)}`)}  ${index === 0 ? "" : "so "}${index === 0 ? text : lowerFirst(text)}.`,
  );
  return [`${paper.bold(answer)}.`, "", ...steps, "", paper.dim(`As of event ${asOf}. millrace logs shows events whole`)].join("\n");
}

/** Names and quotes stay as they are. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]+ /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
