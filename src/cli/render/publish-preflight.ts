import type { OutputOf } from "../../operations/define-operation.ts";
import type { publishPreflight } from "../../operations/publish-preflight.ts";
import type { Paper } from "../text/paper.ts";
import { changeLines } from "./runs-diff.ts";

type Preflight = OutputOf<typeof publishPreflight>;

/** Lines of changes that a person is shown; --json gives all. */
const SHOWN = 20;

/** Everything that was found, what blocks first, with what to do about it. */
export function renderPublishPreflight(preflight: Preflight, paper: Paper): string {
  const { ready, tree, branch, base, changes, findings, plan } = preflight;
  const blocking = findings.filter(({ severity }) => severity === "block").length;
  const place = `${branch ?? "no branch"} at ${base?.slice(0, 12) ?? "no commit yet"}`;
  const verdict = ready
    ? `${paper.green("ready")}  tree ${paper.bold(tree.slice(0, 12))} on ${place}`
    : `${paper.red("not ready")}  ${blocking} ${blocking === 1 ? "reason" : "reasons"} not to publish tree ${paper.bold(tree.slice(0, 12))} on ${place}`;
  const next = ready
    ? [
        `  ${paper.cyan(plan === null ? "millrace publish preflight" : "millrace publish commit")}  ${paper.dim(plan === null ? "records it" : "comes next")}`,
      ]
    : [`  ${paper.dim("Mend what blocks, then:")} ${paper.cyan("millrace publish preflight")}`];
  const none = changes.length === 0;
  return [
    verdict,
    ...(none ? [paper.dim("   nothing changes")] : changeLines(changes.slice(0, SHOWN), paper)),
    ...(changes.length > SHOWN ? [paper.dim(`   … and ${changes.length - SHOWN} more`)] : []),
    "",
    ...findings.flatMap((finding) => findingLines(finding, paper)),
    "",
    ...(ready && none ? [] : next),
  ]
    .join("\n")
    .trimEnd();
}

function findingLines({ code, severity, message, fix }: Preflight["findings"][number], paper: Paper): string[] {
  const marks = { block: paper.red("✗"), warn: paper.yellow("!"), pass: paper.green("✓") };
  return [`${marks[severity]}  ${message}  ${paper.dim(code)}`, ...(fix === null || severity === "pass" ? [] : [`   ${paper.dim(fix)}`])];
}
