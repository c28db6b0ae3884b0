import type { OutputOf } from "../../operations/define-operation.ts";
import type { logVerify } from "../../operations/log-verify.ts";
import { bytesText } from "../text/bytes.ts";
import type { Paper } from "../text/paper.ts";

/** Whether the log is whole, and what is wrong with it. */
export function renderLogVerify(report: OutputOf<typeof logVerify>, paper: Paper): string {
  const { ok, events, segments, bytes, blobs, snapshots, problems, problemCount, torn, head, unknown } = report;
  const more = problemCount - problems.length;
  return [
    `${ok ? paper.green("whole") : paper.red("damaged")}  ${events} events in ${segments} segment${segments === 1 ? "" : "s"}, ${bytesText(bytes)}, ${blobs} blobs, ${snapshots} snapshots`,
    `last      event ${head.seq}, ${head.hash}`,
    ...(torn
      ? [`torn      ${torn.bytes} bytes at byte ${torn.offset} of ${torn.segment}: never acknowledged, the next owner moves them aside`]
      : []),
    ...(unknown > 0 ? [`unknown   ${unknown} events of types that this version does not know`] : []),
    ...problems.map(
      ({ seq, where, problem }) =>
        `${paper.red("problem")}   ${[seq === null ? "" : `event ${seq}`, where].filter(Boolean).join(", ")}: ${problem}`,
    ),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...(ok ? [] : ["", `  ${paper.cyan("millrace log repair")} says what can be salvaged`]),
  ].join("\n");
}
