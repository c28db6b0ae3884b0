import type { OutputOf } from "../../operations/define-operation.ts";
import type { forkOperation } from "../../operations/fork.ts";
import type { Paper } from "../text/paper.ts";
import { table } from "../text/table.ts";

/** What would have been decided, beside what was, and where it ended or stopped. */
export function renderFork(
  { run, at, mode, plan, loop, visits, actual, differsAt, end }: OutputOf<typeof forkOperation>,
  paper: Paper,
): string {
  const rows = visits.map((visit, index) => {
    const real = actual[index];
    const verdict = visit.claimed === visit.effective ? visit.effective : `${visit.claimed ?? "nothing"}, counts as ${visit.effective}`;
    const told = real ? `${real.stage}: ${real.effective} → ${real.to}` : "";
    return [
      String(visit.visit),
      visit.stage,
      `${verdict} → ${visit.to}`,
      visit.hypothetical
        ? { text: visit.recording === null ? "assumed" : `#${visit.recording}, hypothetical`, style: paper.yellow }
        : `#${visit.recording}`,
      index === differsAt ? { text: told || "(ended)", style: paper.red } : told,
    ];
  });
  const last =
    end.kind === "ended"
      ? `${paper.bold("ends")}  ${end.outcome} (${end.reason})`
      : `${paper.yellow("stops")} at ${end.stage}: nothing was recorded for ${end.needs}, on tree ${end.input?.slice(0, 12)}\n  --assume ${end.stage}=TERMINAL goes on`;
  return [
    `${paper.bold(run)}  forked at event ${at}, mode ${mode}, loop ${loop}, plan ${plan.slice(0, 12)}`,
    "",
    ...(rows.length === 0 ? [] : [...table(["visit", "stage", "would be", "from", "was"], rows, paper), ""]),
    last,
  ].join("\n");
}
