import type { OutputOf } from "../../operations/define-operation.ts";
import type { logVerify } from "../../operations/log-verify.ts";
import { bytesText } from "../text/bytes.ts";
import type { Paper } from "../text/paper.ts";

/** Whether the log is whole, and what is wrong with it. */
export function renderLogVerify(report: OutputOf<typeof logVerify>, paper: Paper): string {
  const { ok, from, events, segments, bytes, blobs, snapshots, problems, problemCount, torn, head, unknown, redacted, redacting, anchors } =
    report;
  const more = problemCount - problems.length;
  return [
    `${ok ? paper.green("whole") : paper.red("damaged")}  ${events} events in ${segments} segment${segments === 1 ? "" : "s"}, ${bytesText(bytes)}, ${blobs} blobs, ${snapshots} snapshots`,
    `last      event ${head.seq}, ${head.hash}`,
    ...(from > 1 ? [`first     event ${from}: those before it were pruned, and are checked with --archive DIR`] : []),
    ...(torn
      ? [`torn      ${torn.bytes} bytes at byte ${torn.offset} of ${torn.segment}: never acknowledged, the next owner moves them aside`]
      : []),
    ...(redacted > 0
      ? [
          `redacted  ${redacted} event${redacted === 1 ? "" : "s"}${redacting > 0 ? `, ${redacting} of them only announced: the next command takes the bytes out` : ""}`,
        ]
      : []),
    ...(unknown > 0 ? [`unknown   ${unknown} events of types that this version does not know`] : []),
    ...problems.map(
      ({ seq, where, problem }) =>
        `${paper.red("problem")}   ${[seq === null ? "" : `event ${seq}`, where].filter(Boolean).join(", ")}: ${problem}`,
    ),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...(anchors ? anchorLines(anchors, head.seq, paper) : []),
    ...adviceOn(problems, paper),
  ].join("\n");
}

/** A log is salvaged up to its damage; a text that is only named by it is known by its hash, and comes from anywhere. */
function adviceOn(problems: OutputOf<typeof logVerify>["problems"], paper: Paper): string[] {
  const texts = problems.filter(({ where }) => where.startsWith("blobs/"));
  const lines = [
    ...(problems.length > texts.length ? [`${paper.cyan("millrace log repair")} says what can be salvaged`] : []),
    ...(texts.length > 0
      ? [
          "Put the files under blobs/ back from a copy: each is known by its hash. A start stores those of the present configuration's plan again",
        ]
      : []),
  ];
  return lines.length === 0 ? [] : ["", ...lines.map((line) => `  ${line}`)];
}

type Anchors = NonNullable<OutputOf<typeof logVerify>["anchors"]>;

/** Whether commits and log tell the same history; what each contradiction means stands beside it. */
function anchorLines(anchors: Anchors, last: number, paper: Paper): string[] {
  const { unavailable, commits, fitting, mismatch, mismatches, beyond, beyondCount, archived, unreadable, repairs } = anchors;
  if (unavailable !== null) return [`anchors   not checked: ${unavailable}`];
  const lines = [
    `anchors   ${commits === 0 ? "no commit names a line of the log" : `${commits} commits checked, ${fitting} lines as they name them`}`,
  ];
  if (archived > 0) lines.push(`          ${archived} name lines before the first of this log, which were moved to an archive`);
  for (const commit of unreadable) lines.push(`          ${commit.slice(0, 12)} has a Millrace-Log trailer that names no line`);
  if (mismatch) {
    const { commit, seq, anchored, logged } = mismatch;
    lines.push(
      `${paper.red("replaced")}  event ${seq} is not the line that commit ${commit} names${mismatches > 1 ? `, nor are those of ${mismatches - 1} more` : ""}`,
    );
    lines.push(`          anchored  ${anchored}`, `          logged    ${logged}`);
    const repair = repairs.findLast((at) => at <= seq);
    lines.push(
      repair === undefined
        ? "          The log was replaced, or the commit was made elsewhere: its author and branch say where"
        : `          The log was repaired at event ${repair}: older lines from there on are in millrace-agents/log.damaged-…`,
    );
  }
  const [first] = beyond;
  if (first) {
    const more = beyondCount > 1 ? `, and ${beyondCount - 1} more commits name later ones` : "";
    lines.push(
      `${paper.red("cut back")}  commit ${first.commit} names event ${first.seq}, and the log is known up to event ${last} only${more}`,
    );
    lines.push("          Lines are missing: restore the newest copy of millrace-agents/log");
  }
  return lines;
}
