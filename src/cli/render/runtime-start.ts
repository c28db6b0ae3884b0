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
  const lines = runs.map((run) => {
    const commit = run.commit === null ? "" : `, commit ${run.commit.slice(0, 12)}`;
    return `${phaseStyle(run.phase, paper)(run.phase)}  ${run.id}: ${run.attempts} attempt${run.attempts === 1 ? "" : "s"}, ${duration(run.millis)}${commit}`;
  });
  return [...lines, ...nextLines(outcome, stages, runs, paper)].join("\n");
}

function nextLines(outcome: Result["outcome"], stages: number, runs: Result["runs"], paper: Paper): string[] {
  const last = runs.at(-1);
  switch (outcome) {
    case "blocked":
      return last ? [`  ${paper.cyan(`millrace why ${last.id}`)} tells why; then ${paper.cyan(`millrace unblock ${last.item}`)}`] : [];
    case "handoff":
      return last ? [`  An incident carries it on: ${paper.cyan("millrace start --once")}`] : [];
    case "stages":
      return [`stopped after ${stages} stage${stages === 1 ? "" : "s"}; ${paper.cyan("millrace start --once")} carries on`];
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

function previewText({ item, title, run, waiting, path, worstCase }: NonNullable<Result["preview"]>, paper: Paper): string {
  if (item === null) return ["Nothing is ready.", ...waiting.map((one) => `  ${one}`)].join("\n");
  return [
    run === null ? `would work on ${paper.bold(item)}: ${title}` : `would carry on ${paper.bold(run)} of ${item}: ${title}`,
    ...waiting.map((one) => paper.yellow(`  but ${one}`)),
    ...(path === null ? [] : [`  ${path}`]),
    ...(worstCase === null ? [] : ["", paper.bold("Worst case"), ...worstCaseLines(worstCase, paper)]),
  ].join("\n");
}
