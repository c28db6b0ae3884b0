import type { OutputOf } from "../../operations/define-operation.ts";
import type { publishPreflight } from "../../operations/publish-preflight.ts";
import type { Paper } from "../text/paper.ts";
import { publishChangeLines } from "./publish-changes.ts";
import { oneLine } from "./publish-one-line.ts";

type Preflight = OutputOf<typeof publishPreflight>;
type Finding = Preflight["findings"][number];

/** Findings of one code that a person is shown; --json gives all. */
const SHOWN = 8;

/** Everything that was found, what blocks first, with what to do about it. */
export function renderPublishPreflight(preflight: Preflight, paper: Paper): string {
  const { ready, tree, branch, base, changes, findings, plan } = preflight;
  const blocking = findings.filter(({ severity }) => severity === "block").length;
  const place = `${branch ?? "no branch"} at ${base?.slice(0, 12) ?? "no commit yet"}`;
  const verdict = ready
    ? `${paper.green("ready")}  tree ${paper.bold(tree.slice(0, 12))} on ${place}`
    : `${paper.red("not ready")}  ${blocking} ${blocking === 1 ? "reason" : "reasons"} not to publish tree ${paper.bold(tree.slice(0, 12))} on ${place}`;
  const none = changes.length === 0;
  return [
    verdict,
    ...(none ? [paper.dim("   nothing changes")] : publishChangeLines(changes, paper)),
    "",
    ...[...Map.groupBy(findings, ({ code, severity }) => `${code} ${severity}`).values()].flatMap((alike) => alikeLines(alike, paper)),
    "",
    ...nextLines(preflight, none, plan, paper),
  ]
    .join("\n")
    .trimEnd();
}

function nextLines({ ready, findings }: Preflight, none: boolean, plan: string | null, paper: Paper): string[] {
  const next = (command: string, what: string) => [`  ${paper.cyan(command)}  ${paper.dim(what)}`];
  if (!ready) return [`  ${paper.dim("Mend what blocks, then:")} ${paper.cyan("millrace publish preflight")}`];
  if (findings.some(({ code }) => code === "idempotency.published")) return [];
  if (plan === null) return next("millrace publish preflight", "records it");
  return none ? next("millrace publish commit --push", "pushes what is committed already") : next("millrace publish commit", "comes next");
}

/** Findings of one code, the first of them; a fix that is the same for all stands once. */
function alikeLines(alike: readonly Finding[], paper: Paper): string[] {
  const shown = alike.slice(0, SHOWN);
  const more = alike.length - shown.length;
  const [first] = alike;
  const fixes = new Set(alike.map(({ fix }) => fix));
  const lines = shown.flatMap((finding, at) => findingLines(finding, fixes.size > 1 || at === shown.length - 1, paper));
  return more > 0 ? [...lines, paper.dim(`   … and ${more} more of ${first?.code ?? ""}; --json has all`)] : lines;
}

function findingLines({ code, severity, message, fix }: Finding, withFix: boolean, paper: Paper): string[] {
  const marks = { block: paper.red("✗"), warn: paper.yellow("!"), pass: paper.green("✓") };
  const fixes = withFix && fix !== null && severity !== "pass" ? [`   ${paper.dim(oneLine(fix))}`] : [];
  return [`${marks[severity]}  ${oneLine(message)}  ${paper.dim(code)}`, ...fixes];
}
