import type { OutputOf } from "../../operations/define-operation.ts";
import type { logRepair } from "../../operations/log-repair.ts";
import { bytesText } from "../text/bytes.ts";
import type { Paper } from "../text/paper.ts";

/** What was salvaged, or would be. */
export function renderLogRepair({ applied, lastGood, lost, lostBytes, kept, reason }: OutputOf<typeof logRepair>, paper: Paper): string {
  if (applied) {
    return [
      `${paper.green("repaired")}  every event up to ${lastGood} is in the new log`,
      `lost      ${lost ?? 0} lines after it, which are only in millrace-agents/${kept}`,
      `reason    ${reason}`,
    ].join("\n");
  }
  return [
    `damaged   ${reason}`,
    `kept      every event up to ${lastGood}`,
    `lost      ${bytesText(lostBytes ?? 0)} after it, which stay in the old log`,
    "",
    `  ${paper.cyan("millrace log repair --apply")} does it`,
  ].join("\n");
}
