import { counted } from "../../kernel/counted.ts";
import type { OutputOf } from "../../operations/define-operation.ts";
import { deliveryText } from "../../operations/history/delivery-text.ts";
import { moneyText } from "../../operations/history/money-text.ts";
import type { runsShow } from "../../operations/runs-show.ts";
import { duration } from "../text/durations.ts";
import { few } from "../text/few.ts";
import type { Paper } from "../text/paper.ts";
import { phaseStyle } from "../text/phase-style.ts";

type Shown = OutputOf<typeof runsShow>;
type Check = Shown["baseline"][number];

/** The stages, attempts and checks of one run. */
export function renderRunsShow(run: Shown, paper: Paper): string {
  const outcome = run.outcome ?? `live, at ${run.stage}`;
  const counters = Object.entries(run.counters).map(([name, count]) => `${name} ${count}`);
  return [
    `${paper.bold(run.run)}  ${phaseStyle(run.outcome ?? "live", paper)(outcome)}${run.millis === null ? "" : `  ${duration(run.millis)}`}`,
    `item      ${run.item}`,
    `loop      ${run.loop}, plan ${run.plan.slice(0, 12)}${counters.length > 0 ? `; ${counters.join(", ")}` : ""}`,
    `started   ${run.started}${run.previous === null ? "" : `, after ${run.previous}`}`,
    ...(run.reason === null ? [] : [`reason    ${run.reason}${run.detail ? `: ${run.detail}` : ""}`]),
    ...(run.used === null ? [] : [`used      ${usedText(run.used)}`]),
    `files     ${run.directory}`,
    ...(run.baseline.length > 0 ? ["", "before the first stage", ...run.baseline.map((check) => checkText(check, paper))] : []),
    ...visitLines(run.visits, paper),
    ...(run.delivery.settled ? ["", `delivery  ${deliveryText(run.delivery.settled)}`] : []),
    "",
    paper.dim(`As of event ${run.asOf}`),
  ].join("\n");
}

/** The visits of a run with their attempts and evidence. */
export function visitLines(visits: Shown["visits"], paper: Paper): string[] {
  return visits.flatMap((visit) => {
    const verdict =
      visit.effective === null
        ? "under way"
        : visit.claimed === visit.effective
          ? visit.effective
          : `${visit.claimed ?? "nothing"}, counts as ${visit.effective}`;
    return [
      "",
      `${visit.visit}. ${paper.bold(visit.stage)}  ${verdict}${visit.failure === null ? "" : paper.red(` (${visit.failure})`)}${visit.to === null ? "" : ` → ${visit.to}`}`,
      ...visit.attempts.flatMap((attempt) => {
        if (attempt.lost)
          return [
            `     ${attempt.id}  ${paper.yellow(`lost: ${attempt.lost.failure}`)}`,
            ...conversationLines(attempt, attempt.lost, paper),
          ];
        const { ended } = attempt;
        if (!ended) return [`     ${attempt.id}  ${attempt.runner}, since ${attempt.requested}`];
        const changed = `${counted(ended.changed.length, "file")} changed`;
        const summary = (ended.summary || ended.detail).split("\n", 1)[0] ?? "";
        return [
          `     ${attempt.id}  ${attempt.runner}, ${duration(ended.millis)}, ${changed}${summary === "" ? "" : `  ${paper.dim(summary)}`}`,
          ...conversationLines(attempt, ended, paper),
          ...(ended.protectedChanged.length === 0
            ? []
            : [`     ${paper.yellow("protected files changed:")} ${few(ended.protectedChanged)}`]),
          ...(ended.outsideChanged?.length
            ? [`     ${paper.yellow("changed outside the declared paths:")} ${few(ended.outsideChanged)}`]
            : []),
        ];
      }),
      ...visit.evidence.map((check) => checkText(check, paper)),
    ];
  });
}

type Attempt = Shown["visits"][number]["attempts"][number];

/** What a harness told beside its result: the model, the tokens, the money, and the conversation. */
function conversationLines(
  { session: before, runner, model: bound }: Attempt,
  told: NonNullable<Attempt["ended"] | Attempt["lost"]>,
  paper: Paper,
): string[] {
  const { usage = null, model = null, session = null } = told;
  const parts = [
    ...(model ? [model] : []),
    ...(usage === null
      ? []
      : [tokensText(usage), usage.costUsd === null ? `price of ${bound ?? runner} unknown` : `$${usage.costUsd.toFixed(4)}`]),
    ...(before !== null ? [`goes on with session ${before}`] : session === null ? [] : [`session ${session}`]),
  ];
  return parts.length === 0 ? [] : [`       ${paper.dim(parts.join(", "))}`];
}

function tokensText({ input, cached, output }: { input: number; cached: number; output: number }): string {
  return `${input} tokens in${cached > 0 ? ` (${cached} cached)` : ""}, ${output} out`;
}

function usedText(used: NonNullable<Shown["used"]>): string {
  const { models } = used;
  return `${tokensText(used)}, ${moneyText(used)}${models.length === 0 ? "" : `, by ${models.join(", ")}`}`;
}

function checkText({ check, passed, exit, timedOut, millis }: Check, paper: Paper): string {
  const result = passed ? paper.green("passed") : paper.red(timedOut ? "timed out" : `failed (${exit})`);
  return `     check ${check}  ${result}  ${duration(millis)}`;
}
