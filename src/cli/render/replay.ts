import type { OutputOf } from "../../operations/define-operation.ts";
import type { replay } from "../../operations/replay.ts";
import type { Paper } from "../text/paper.ts";
import { table } from "../text/table.ts";

/** The state as of an event, the steps of a run, and whether the machines agree. */
export function renderReplay(result: OutputOf<typeof replay>, paper: Paper): string {
  const { asOf, damage, time, lifecycle, plan, items, runs, stateHash, steps, verified } = result;
  const counts = Object.entries(items).map(([phase, count]) => `${count} ${phase.replace("_", " ")}`);
  const rows = (steps ?? []).map((step) => [String(step.seq), step.time.slice(11, 23), step.stage, countersText(step.counters), step.text]);
  return [
    `As of event ${asOf}${time === null ? "" : `, ${time}`}`,
    `runtime   ${lifecycle}${plan ? `, mode ${plan.mode}, plan ${plan.hash.slice(0, 12)}` : ""}`,
    `items     ${counts.length > 0 ? counts.join(", ") : "none"}`,
    `runs      ${runs.live} live, ${runs.finished} finished`,
    `state     ${stateHash}`,
    ...(damage === null ? [] : [`${paper.red("log")}       is not known to its end: ${damage}; see millrace log verify`]),
    ...(steps?.length === 0 ? ["", "The run had not begun"] : []),
    ...(steps && steps.length > 0 ? ["", ...table(["seq", "time", "stage", "counters", "what happened"], rows, paper)] : []),
    ...(verified ? ["", verifiedText(verified, paper)] : []),
  ].join("\n");
}

function verifiedText(
  { from, transitions, redacted, artifacts, trees, divergence }: NonNullable<OutputOf<typeof replay>["verified"]>,
  paper: Paper,
): string {
  if (!divergence) {
    return [
      `${paper.green("verified")}  ${transitions} transitions${from > 1 ? ` from event ${from} on` : ""}, each as its pinned machine says${redacted > 0 ? `; ${redacted} not derived, since their plan was redacted` : ""}`,
      `          ${artifacts.checked} files, each with the bytes that the log names${goneText(artifacts, trees)}`,
    ].join("\n");
  }
  const { seq, type, subject, what, logged, derived } = divergence;
  const more = artifacts.altered > 1 ? [`  files    ${artifacts.altered} are not as the log names them`] : [];
  return [
    `${paper.red("diverges")}  at event ${seq}, ${type} of ${subject}: ${what}`,
    `  derived  ${derived}`,
    `  logged   ${logged}`,
    ...more,
  ].join("\n");
}

type Verified = NonNullable<OutputOf<typeof replay>["verified"]>;

/** What cannot be compared any more is no divergence, but is said. */
function goneText({ gone, goneCount, redacted }: Verified["artifacts"], trees: Verified["trees"]): string {
  const away = trees === null ? "not in the bundle" : "gone";
  const files = goneCount === 0 ? [] : [`${goneCount} ${away} (${gone[0]}${goneCount > 1 ? " …" : ""})`];
  const kept = trees === null || trees.gone === 0 ? [] : [`${trees.gone} of ${trees.named} trees gone`];
  const masked = redacted === 0 ? [] : [`${redacted} redacted, as the log says`];
  return [...files, ...masked, ...kept].map((text) => `; ${text}`).join("");
}

function countersText(counters: Readonly<Record<string, number>>): string {
  return Object.entries(counters)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}
