import type { OutputOf } from "../../operations/define-operation.ts";
import type { doctor } from "../../operations/doctor.ts";
import type { Paper } from "../text/paper.ts";

type Finding = OutputOf<typeof doctor>["findings"][number];

/** What was looked at, and what to type. */
export function renderDoctor({ findings, healthy }: OutputOf<typeof doctor>, paper: Paper): string {
  return [
    ...findings.flatMap((finding) => [
      `${levelText(finding.level, paper)}  ${finding.code.padEnd(10)}  ${finding.what}`,
      ...(finding.means === "" ? [] : [`                     ${finding.means}`]),
      ...(finding.command === null ? [] : [`                     ${paper.cyan(finding.command)}`]),
    ]),
    "",
    healthy ? "Nothing keeps Millrace from working here." : paper.red("Something must be mended first."),
  ].join("\n");
}

function levelText(level: Finding["level"], paper: Paper): string {
  const style = { ok: paper.green, note: paper.cyan, warning: paper.yellow, error: paper.red }[level];
  return style(level.padEnd(7));
}
