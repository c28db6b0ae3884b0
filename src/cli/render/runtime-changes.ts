import type { OutputOf } from "../../operations/define-operation.ts";
import type { runtimeStop } from "../../operations/runtime-stop.ts";
import type { Applied } from "../../operations/submit.ts";
import type { MovedPauses } from "../../operations/tasks/moved-pauses.ts";
import { resumeCommand } from "../../operations/view/resume-command.ts";
import type { Paper } from "../text/paper.ts";
import { renderApplied } from "./applied.ts";

/** What pause, resume, stop and reload say: a word for what the runtime does now, what that means, and what lifts it. */
export const runtimeChanges = { pause, resume, stop, reload };

function pause(applied: MovedPauses, paper: Paper): string {
  const what = applied.item === null ? `by ${applied.source} already` : "no new stage begins, those under way go on";
  return told(applied, paper, [`${paper.yellow("paused")}  ${what}`, resumeCommand(applied.source)]);
}

function resume(applied: MovedPauses, paper: Paper): string {
  const { source, standing, item } = applied;
  if (standing.length > 0) {
    const lifted = item === null ? `${source} did not pause` : `the pause of ${source} is lifted`;
    return told(applied, paper, [`${paper.yellow("still paused")}  by ${standing.join(", ")}; ${lifted}`, ...standing.map(resumeCommand)]);
  }
  return item === null
    ? renderApplied(applied, paper)
    : told(applied, paper, [`${paper.green("resumed")}  nothing pauses the work any more`]);
}

function stop(applied: OutputOf<typeof runtimeStop>, paper: Paper): string {
  const means = applied.now
    ? "the owner ends, and the stages under way with it"
    : "the owner ends after the stages under way; --now ends those too";
  return told(applied, paper, [`${paper.green("stopping")}  ${means}`]);
}

function reload(applied: Applied, paper: Paper): string {
  if (applied.item === null) return renderApplied(applied, paper);
  return told(applied, paper, [`${paper.green("reloaded")}  runs that begin from now on follow the new plan`]);
}

/** The first line with the event that it holds as of; the others below it. */
function told(applied: Applied, paper: Paper, [first = "", ...more]: string[]): string {
  if (applied.status === "pending") return renderApplied(applied, paper);
  return [`${first} ${paper.dim(`(event ${applied.seq})`)}`, ...more.map((line) => `  ${line}`)].join("\n");
}
