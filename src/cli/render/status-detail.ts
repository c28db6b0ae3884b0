import { counted } from "../../kernel/counted.ts";
import type { OutputOf } from "../../operations/define-operation.ts";
import type { status } from "../../operations/status.ts";
import { few } from "../text/few.ts";
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
    ...(run.changed.length > 0 ? [`changed ${few(run.changed)}`] : []),
    ...(run.protectedChanged.length > 0 ? [paper.yellow(`changed protected files: ${few(run.protectedChanged)}`)] : []),
    ...(usage
      ? [
          `used ${usage.input} tokens in, ${usage.output} out, ${usage.costUsd === null ? "price not known" : `$${usage.costUsd.toFixed(2)}`}`,
        ]
      : []),
    ...(run.failed ? [paper.yellow(`attempt ${run.failed.attempt} gave no result: ${run.failed.failure}`)] : []),
    ...(run.session ? [`session ${run.session.id} of ${run.session.runner}${run.session.resumed ? ", gone on with before" : ""}`] : []),
    `plan ${run.plan.slice(0, 12)}, machine ${run.machine.slice(0, 12)}`,
  ];
}

function policyLines({ policy, day }: Detail): string[] {
  const { maxRuns, runsPerItem, attemptsPerDay, itemsPerRoot, incidentsPerRoot, allowedCommands, prices = {} } = policy;
  const money = [
    ...(policy.usdPerDay ? [`$${policy.usdPerDay.toFixed(2)} a day`] : []),
    ...(policy.tokensPerDay ? [`${policy.tokensPerDay} tokens a day`] : []),
    ...(policy.usdPerItem ? [`$${policy.usdPerItem.toFixed(2)} for each item`] : []),
  ];
  return [
    `${counted(maxRuns, "run")} at once, ${counted(runsPerItem, "run")} for each item, ${counted(itemsPerRoot, "item")} and ${counted(incidentsPerRoot, "incident")} for each root`,
    `${attemptsPerDay === 0 ? "no limit of attempts a day" : `${counted(attemptsPerDay, "attempt")} a day`}${day.day === "" ? "" : `; ${counted(day.attempts, "attempt")} on ${day.day}`}`,
    ...(money.length === 0 ? [] : [money.join(", ")]),
    ...Object.entries(prices).map(([name, price]) => `price of ${name}: ${priceText(price)}`),
    ...(allowedCommands.length > 0 ? [`allowed commands of agents: ${allowedCommands.join("; ")}`] : []),
  ];
}

function priceText({
  perAttempt,
  inputPerMillion,
  cachedPerMillion,
  outputPerMillion,
}: NonNullable<Detail["policy"]["prices"]>[string]): string {
  const tokens = `$${inputPerMillion} in, $${cachedPerMillion ?? inputPerMillion} cached, $${outputPerMillion} out for a million tokens`;
  return [
    ...(inputPerMillion === undefined ? [] : [tokens]),
    ...(perAttempt === undefined ? [] : [`$${perAttempt} an attempt at most`]),
  ].join("; ");
}
