import type { OutputOf } from "../../operations/define-operation.ts";
import type { replay } from "../../operations/replay.ts";
import type { Paper } from "../text/paper.ts";
import { table } from "../text/table.ts";

/** The state as of an event, the steps of a run, and whether the machines agree. */
export function renderReplay(result: OutputOf<typeof replay>, paper: Paper): string {
  const { asOf, time, lifecycle, plan, items, runs, stateHash, steps, verified } = result;
  const counts = Object.entries(items).map(([phase, count]) => `${count} ${phase.replace("_", " ")}`);
  const rows = (steps ?? []).map((step) => [String(step.seq), step.time.slice(11, 23), step.stage, countersText(step.counters), step.text]);
  return [
    `As of event ${asOf}${time === null ? "" : `, ${time}`}`,
    `runtime   ${lifecycle}${plan ? `, mode ${plan.mode}, plan ${plan.hash.slice(0, 12)}` : ""}`,
    `items     ${counts.length > 0 ? counts.join(", ") : "none"}`,
    `runs      ${runs.live} live, ${runs.finished} finished`,
    `state     ${stateHash}`,
    ...(steps ? ["", ...table(["seq", "time", "stage", "counters", "what happened"], rows, paper)] : []),
    ...(verified ? ["", verifiedText(verified, paper)] : []),
  ].join("\n");
}

function verifiedText({ transitions, divergence }: NonNullable<OutputOf<typeof replay>["verified"]>, paper: Paper): string {
  if (!divergence) return `${paper.green("verified")}  ${transitions} transitions, each as its pinned machine says`;
  const { seq, type, subject, what, logged, derived } = divergence;
  return [
    `${paper.red("diverges")}  at event ${seq}, ${type} of ${subject}: ${what}`,
    `  derived  ${derived}`,
    `  logged   ${logged}`,
  ].join("\n");
}

function countersText(counters: Readonly<Record<string, number>>): string {
  return Object.entries(counters)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}
