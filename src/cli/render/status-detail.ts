import type { OutputOf } from "../../operations/define-operation.ts";
import type { status } from "../../operations/status.ts";
import type { Paper } from "../text/paper.ts";
import { section, withinSection } from "../text/section.ts";
import { runTable } from "./runs-list.ts";

type Detail = NonNullable<OutputOf<typeof status>["detail"]>;

/** What --detail adds to a status. */
export function detailSections(detail: Detail, paper: Paper): string[] {
  return [
    ...detail.runs.flatMap((run) => section(`Run ${run.id}`, runLines(run, paper), paper)),
    ...section("Last runs", detail.finished.length === 0 ? [] : runTable(detail.finished, withinSection(paper)), paper),
    ...section("Policy", policyLines(detail), paper),
  ];
}

function runLines(run: Detail["runs"][number], paper: Paper): string[] {
  const { usage } = run;
  return [
    ...run.visits.map(({ visit, stage, claimed, effective, failure, tries }) => {
      const counts = claimed === effective ? effective : `${claimed ?? "nothing"} counts as ${effective}`;
      return `${visit}. ${stage}  ${counts}${failure === null ? "" : paper.red(` (${failure})`)}${tries > 1 ? `, ${tries} tries` : ""}`;
    }),
    ...run.checks.map(({ check, passed, exit, timedOut }) => {
      const result = passed ? paper.green("passed") : paper.red(timedOut ? "timed out" : `failed (${exit})`);
      return `check ${check}  ${result}`;
    }),
    ...(run.changed.length > 0 ? [`changed ${listed(run.changed)}`] : []),
    ...(run.protectedChanged.length > 0 ? [paper.yellow(`changed protected files: ${listed(run.protectedChanged)}`)] : []),
    ...(usage
      ? [`used ${usage.input} tokens in, ${usage.output} out${usage.costUsd === null ? "" : `, $${usage.costUsd.toFixed(2)}`}`]
      : []),
    `plan ${run.plan.slice(0, 12)}, machine ${run.machine.slice(0, 12)}`,
  ];
}

function policyLines({ policy, day }: Detail): string[] {
  const { maxRuns, runsPerItem, attemptsPerDay, itemsPerRoot, incidentsPerRoot, allowedCommands } = policy;
  return [
    `${maxRuns} run${maxRuns === 1 ? "" : "s"} at once, ${runsPerItem} runs for each item, ${itemsPerRoot} items and ${incidentsPerRoot} incidents for each root`,
    `${attemptsPerDay === 0 ? "no limit of attempts a day" : `${attemptsPerDay} attempts a day`}${day.day === "" ? "" : `; ${day.attempts} on ${day.day}`}`,
    ...(allowedCommands.length > 0 ? [`allowed commands of agents: ${allowedCommands.join("; ")}`] : []),
  ];
}

function listed(paths: readonly string[]): string {
  return paths.length <= 5 ? paths.join(", ") : `${paths.slice(0, 5).join(", ")} and ${paths.length - 5} more`;
}
