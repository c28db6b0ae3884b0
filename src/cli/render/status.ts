import type { OutputOf } from "../../operations/define-operation.ts";
import type { status } from "../../operations/status.ts";
import { duration } from "../text/durations.ts";
import type { Paper } from "../text/paper.ts";
import { section, withinSection } from "../text/section.ts";
import { table } from "../text/table.ts";
import { attentionLines } from "./attention.ts";
import { detailSections } from "./status-detail.ts";

type Status = OutputOf<typeof status>;

/** One screen. */
export function renderStatus(now: Status, paper: Paper): string {
  if (now.interrupted) return "";
  return [
    `${paper.bold(now.workspace?.name ?? "workspace")}  ${paper.dim(now.root)}`,
    `runtime   ${runtimeText(now, paper)}`,
    `plan      ${now.plan ? `${now.plan.mode}${now.plan.chosenBy === null ? "" : ` (chosen by ${now.plan.chosenBy})`}, ${now.plan.hash.slice(0, 12)}` : "none yet; the first start compiles it"}`,
    `queue     ${countsText(now, paper)}`,
    ...budgetLines(now.budget),
    ...(now.log.torn ? [`log       ${now.log.torn.bytes} bytes at its end belong to no whole batch`] : []),
    ...section("Runs", runLines(now, paper), paper),
    ...section("Queued", waitingLines(now, paper), paper),
    ...section("Needs a person", attentionLines(now.attention, paper), paper),
    ...(now.detail ? detailSections(now.detail, paper) : []),
    ...section("Next", nextLines(now, paper), paper),
    "",
    paper.dim(`As of event ${now.asOf}, durable up to ${now.durable}`),
  ].join("\n");
}

/** One screen of those that --watch draws. */
export function renderStatusPart({ status }: { status: Status }, paper: Paper): string {
  return `${renderStatus(status, paper)}${paper.dim(`, at ${status.generatedAt.slice(11, 19)} UTC`)}\n`;
}

/** What was used today, where there is a limit or money was spent. */
function budgetLines(budget: Status["budget"]): string[] {
  const { attemptsToday, attemptsPerDay, tokensToday, tokensPerDay, usdToday, usdPerDay, unpriced } = budget;
  const parts = [
    ...(attemptsPerDay > 0 ? [`${attemptsToday} of ${attemptsPerDay} attempts`] : []),
    ...(tokensPerDay > 0 ? [`${tokensToday} of ${tokensPerDay} tokens`] : []),
    ...(usdPerDay > 0 || usdToday > 0 ? [`$${usdToday.toFixed(2)}${usdPerDay > 0 ? ` of $${usdPerDay.toFixed(2)}` : ""}`] : []),
  ];
  const unknown = unpriced.length === 0 ? [] : [`no price is known of ${unpriced.join(", ")}`];
  const text = [...(parts.length === 0 ? [] : [`${parts.join(", ")} today`]), ...unknown].join("; ");
  return text === "" ? [] : [`budget    ${text}`];
}

function runtimeText({ owner, crashed, lifecycle, pauses }: Status, paper: Paper): string {
  const by = pauses.length === 0 ? "" : `paused by ${pauses.map(({ source }) => source).join(", ")}`;
  const paused = by === "" ? "" : `, ${by}`;
  if (owner) {
    const who = `(${owner.role}, process ${owner.pid}, for ${duration(paper.now - Date.parse(owner.since))})`;
    if (owner.suspended) return `${paper.red("suspended")} ${who}: it holds the workspace and answers nobody${paused}`;
    if (lifecycle === "paused") return `${paper.yellow(by || lifecycle)} ${who}`;
    return `${paper.green(lifecycle)} ${who}${paused}`;
  }
  return crashed ? `${paper.yellow("stopped")} by a crash; the next start carries on${paused}` : `stopped${paused}`;
}

function countsText({ counts }: Status, paper: Paper): string {
  return Object.entries(counts)
    .filter(([phase, count]) => count > 0 || ["queued", "active", "blocked", "done"].includes(phase))
    .map(([phase, count]) => {
      const text = `${count} ${phase.replace("_", " ")}`;
      return phase === "blocked" && count > 0 ? paper.red(text) : text;
    })
    .join(", ");
}

function runLines({ runs, pauses }: Status, paper: Paper): string[] {
  if (runs.length === 0) return [];
  const rows = runs.map((run) => [
    run.id,
    run.stage,
    `${run.visit} of ${run.visitLimit}`,
    duration(run.millis),
    doingText(run, pauses.length > 0, paper),
    run.title,
  ]);
  return table(["run", "stage", "visit", "elapsed", "now", "title"], rows, withinSection(paper));
}

function doingText({ waiting, attempt, phase }: Status["runs"][number], paused: boolean, paper: Paper): string {
  if (waiting) return `again in ${duration(Date.parse(waiting.until) - paper.now)}: ${waiting.reason}`;
  if (attempt) return `${attempt.runner}, ${duration(attempt.millis)}`;
  if (phase === "due") return paused ? "held by the pause" : "next stage is due";
  return phase === "verifying" ? "required checks" : phase;
}

function waitingLines({ waiting, counts }: Status, paper: Paper): string[] {
  if (waiting.length === 0) return [];
  const rows = waiting.map(({ item, title, waiting: why }) => [
    item,
    why ? { text: why.text, style: paper.yellow } : { text: "ready", style: paper.green },
    title,
  ]);
  const more = (counts.queued ?? 0) - waiting.length;
  return [
    ...table(["item", "waits", "title"], rows, withinSection(paper)),
    ...(more > 0 ? [paper.dim(`and ${more} more: millrace queue ls`)] : []),
  ];
}

/** What the list above says already is not said again. */
function nextLines({ next, attention }: Status, paper: Paper): string[] {
  const said = new Set(attention.map(({ command }) => command));
  return next.filter(({ command }) => !said.has(command)).map(({ command, why }) => `${paper.cyan(command)}  ${paper.dim(why)}`);
}
