import { counted } from "../../kernel/counted.ts";
import type { compileShow } from "../../operations/compile-show.ts";
import type { OutputOf } from "../../operations/define-operation.ts";
import { choiceText } from "../../plan/modes/mode-choice.ts";
import type { Paper } from "../text/paper.ts";
import { table } from "../text/table.ts";
import { sandboxLines } from "./sandboxes.ts";
import { worstCaseLines } from "./worst-case.ts";

/** The plan on one screen. */
export function renderCompileShow(plan: OutputOf<typeof compileShow>, paper: Paper): string {
  const stages = plan.stages.map(
    ({ loop, stage, verifies, runner, model, permission, structuredResult, argv, timeoutSeconds, limits, entrypoint }) => [
      `${loop}/${stage}`,
      permission === null ? runner : `${runner} (${permission})`,
      model ?? argv.join(" "),
      `${timeoutSeconds} s`,
      limits === null ? "" : limitsText(limits),
      [...(verifies ? ["by checks"] : []), ...(structuredResult ? ["to a schema"] : [])].join(", "),
      entrypoint ?? "",
    ],
  );
  const checks = Object.entries(plan.checks).map(([name, { command, timeoutSeconds }]) => [name, `${timeoutSeconds} s`, command]);
  return [
    `${paper.bold(plan.mode)}  plan ${plan.hash}`,
    ...(plan.choice === null ? [] : [paper.dim(choiceText(plan.choice))]),
    `delivery  ${plan.delivery}`,
    `policy    ${counted(plan.policy.maxRuns, "run")} at once, ${counted(plan.policy.runsPerItem, "run")} an item, ${plan.policy.attemptsPerDay || "unlimited"} attempts a day${moneyText(plan.policy)}`,
    "",
    ...plan.mainPaths.map(({ kind, text }) => `${kind.padEnd(10)}${text}`),
    "",
    ...table(["stage", "runner", "model or program", "timeout", "ended at", "verdict", "prompt"], stages, paper),
    ...(checks.length > 0 ? ["", ...table(["check", "timeout", "command"], checks, paper)] : []),
    ...sandboxLines(plan, paper),
    "",
    paper.bold("Worst case"),
    ...worstCaseLines(plan.worstCase, paper),
    ...plan.warnings.map((warning) => paper.yellow(`warning: ${warning}`)),
  ].join("\n");
}

type Shown = OutputOf<typeof compileShow>;

function limitsText({ tokenLimit, costLimitUsd, repeatLimit, stallSeconds }: NonNullable<Shown["stages"][number]["limits"]>): string {
  return [
    ...(tokenLimit > 0 ? [`${tokenLimit} tokens`] : []),
    ...(costLimitUsd > 0 ? [`$${costLimitUsd}`] : []),
    ...(repeatLimit > 0 ? [`${repeatLimit} repeats`] : []),
    ...(stallSeconds > 0 ? [`${stallSeconds} s silence`] : []),
  ].join(", ");
}

function moneyText({ tokensPerDay, usdPerDay, usdPerItem }: Shown["policy"]): string {
  return [
    ...(tokensPerDay > 0 ? [`, ${tokensPerDay} tokens a day`] : []),
    ...(usdPerDay > 0 ? [`, $${usdPerDay.toFixed(2)} a day`] : []),
    ...(usdPerItem > 0 ? [`, $${usdPerItem.toFixed(2)} an item`] : []),
  ].join("");
}
