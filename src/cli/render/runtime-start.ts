import { counted } from "../../kernel/counted.ts";
import type { OutputOf } from "../../operations/define-operation.ts";
import type { runtimeStart } from "../../operations/runtime-start.ts";
import { duration } from "../text/durations.ts";
import type { Paper } from "../text/paper.ts";
import { phaseStyle } from "../text/phase-style.ts";
import { worstCaseLines } from "./worst-case.ts";

type Result = OutputOf<typeof runtimeStart>;

/** How a start ended, and what to type next. */
export function renderRuntimeStart({ outcome, stages, runs, preview }: Result, paper: Paper): string {
  if (preview) return previewText(preview, paper);
  return [...runLines(outcome, runs, paper), ...nextLines(outcome, stages, runs, paper)].join("\n");
}

/** A daemon told how each run ended when it did; what is left is how many. */
function runLines(outcome: Result["outcome"], runs: Result["runs"], paper: Paper): string[] {
  if (runs.length > 1 || outcome === "stopped" || outcome === "max-runs") {
    const phases = [...new Set(runs.map(({ phase }) => phase))];
    const counts = phases.map((phase) => `${runs.filter((run) => run.phase === phase).length} ${phase.replace("_", " ")}`);
    return runs.length === 0 ? [] : [`${runs.length < 100 ? "" : "the last "}${counted(runs.length, "run")}: ${counts.join(", ")}`];
  }
  return runs.map((run) => {
    const commit = run.commit === null ? "" : `, commit ${run.commit.slice(0, 12)}`;
    return `${phaseStyle(run.phase, paper)(run.phase)}  ${run.id}: ${counted(run.attempts, "attempt")}, ${duration(run.millis)}${commit}`;
  });
}

function nextLines(outcome: Result["outcome"], stages: number, runs: Result["runs"], paper: Paper): string[] {
  const last = runs.at(-1);
  switch (outcome) {
    case "blocked":
      return last ? [`  ${paper.cyan(`millrace why ${last.id}`)} tells why; then ${paper.cyan(`millrace unblock ${last.item}`)}`] : [];
    case "handoff":
      return last ? [`  An incident carries it on: ${paper.cyan("millrace start --once")}`] : [];
    case "stages":
      return [`stopped after ${counted(stages, "stage")}; ${paper.cyan("millrace start --once")} carries on`];
    case "stopped":
      return [`stopped as asked; ${paper.cyan("millrace start --once")} carries on`];
    case "paused":
      return [`paused; ${paper.cyan("millrace status")} says by whom`];
    case "interrupted":
      return [`interrupted; ${paper.cyan("millrace start --once")} carries on`];
    default:
      return [];
  }
}

const ADD = 'millrace add-task "Title" --run CMD --check CMD';

function previewText({ item, title, run, waiting, path, worstCase, owner }: NonNullable<Result["preview"]>, paper: Paper): string {
  if (item === null)
    return [
      "Nothing is ready.",
      ...waiting.map((one) => `  ${one}`),
      `  ${paper.cyan(waiting.length > 0 ? "millrace attention" : ADD)}`,
    ].join("\n");
  return [
    run === null ? `would work on ${paper.bold(item)}: ${title}` : `would carry on ${paper.bold(run)} of ${item}: ${title}`,
    ...waiting.map((one) => paper.yellow(`  but ${one}`)),
    ...(owner === null ? [] : [paper.yellow(`  but process ${owner.pid} (${owner.role}) works here: a start now is refused`)]),
    ...(path === null ? [] : [`  ${path}`]),
    ...(worstCase === null ? [] : ["", paper.bold("Worst case"), ...worstCaseLines(worstCase, paper)]),
  ].join("\n");
}
