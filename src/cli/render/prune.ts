import type { OutputOf } from "../../operations/define-operation.ts";
import type { prune } from "../../operations/prune.ts";
import { bytesText } from "../text/bytes.ts";
import type { Paper } from "../text/paper.ts";

/** What went to the archive, or would. */
export function renderPrune(result: OutputOf<typeof prune>, paper: Paper): string {
  const { applied, pending, through, before, segments, events, blobs, runs, receipts, refs, bytes, archive, archiveBytes, place, kept } =
    result;
  const verb = applied ? "moved" : "moves";
  const nothing = segments + runs + receipts === 0;
  return [
    applied ? paper.green("pruned") : pending ? "the owner has not answered yet; it removes what was archived" : "",
    nothing ? `nothing   is old enough${before === null ? "" : `: nothing that may go is older than ${before}`}` : "",
    segments > 0 ? `log       ${verb} ${events} events up to ${through}, in ${segments} segments, with ${blobs} blobs` : "",
    runs > 0 ? `runs      ${verb} the artifacts of ${runs} runs${refs > 0 ? `, and lets ${refs} git refs of delivered ones go` : ""}` : "",
    receipts > 0 ? `mailbox   ${verb} ${receipts} receipts` : "",
    nothing ? "" : `frees     ${bytesText(bytes)}${archiveBytes === null ? "" : `; the archive takes ${bytesText(archiveBytes)}`}`,
    `archive   ${archive ?? place}`,
    ...kept.map(({ what, why }) => `kept      ${what}: ${why}`),
    result.unfinished === null ? "" : `${paper.yellow("unfinished")} ${result.unfinished}`,
    ...(applied || pending || nothing ? [] : ["", `  ${paper.cyan("millrace prune … --apply")} does it`]),
  ]
    .filter((line, index, all) => line !== "" || (index > 1 && all[index + 1]?.startsWith("  ")))
    .join("\n");
}
