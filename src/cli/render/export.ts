import type { OutputOf } from "../../operations/define-operation.ts";
import type { exportOperation } from "../../operations/export.ts";
import { bytesText } from "../text/bytes.ts";
import type { Paper } from "../text/paper.ts";

/** What was written, and how it is read. */
export function renderExport(
  { file, form, runs, events, bytes, asOf, damage, lacking }: OutputOf<typeof exportOperation>,
  paper: Paper,
): string {
  const next =
    form === "bundle" ? `millrace replay --bundle ${file} verifies it, on any machine` : "It opens in a browser, without network";
  return [
    `${paper.green("written")}  ${file}  ${bytesText(bytes)}: ${runs} run${runs === 1 ? "" : "s"}, ${events} events, as of event ${asOf}`,
    `  ${next}`,
    ...(lacking.length === 0
      ? []
      : [paper.yellow(`  Not in it as the log names them, since they are gone or altered here: ${lacking[0]}${moreThanOne(lacking)}`)]),
    ...(damage === null ? [] : [paper.yellow(`  The log is not in it to its end: ${damage}; see millrace log verify`)]),
  ].join("\n");
}

function moreThanOne({ length }: readonly string[]): string {
  return length === 1 ? "" : `, and ${length - 1} more`;
}
