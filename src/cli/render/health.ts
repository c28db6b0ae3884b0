import type { OutputOf } from "../../operations/define-operation.ts";
import type { health } from "../../operations/health.ts";
import type { Paper } from "../text/paper.ts";

/** The verdict, and a line for each reason. */
export function renderHealth({ level, reasons, owner, asOf }: OutputOf<typeof health>, paper: Paper): string {
  const style = { ok: paper.green, degraded: paper.yellow, failing: paper.red };
  return [
    `${style[level](level)}  ${owner === null ? "nobody owns the workspace" : `owned (${owner})`}${paper.dim(asOf === null ? "" : `, as of event ${asOf}`)}`,
    ...reasons.flatMap((reason) => [
      `  ${style[reason.level](reason.code)}  ${reason.what}`,
      ...(reason.command === null ? [] : [`    ${paper.cyan(reason.command)}`]),
    ]),
  ].join("\n");
}
