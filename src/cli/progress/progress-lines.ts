import type { AnyEvent, EventData } from "../../events/event.ts";
import { counted } from "../../kernel/counted.ts";
import type { OperationProgress } from "../../operations/context.ts";
import { deliveryText } from "../../operations/history/delivery-text.ts";
import { resumeCommand } from "../../operations/view/resume-command.ts";
import { duration } from "../text/durations.ts";
import type { Paper } from "../text/paper.ts";
import { phaseStyle } from "../text/phase-style.ts";
import { plain } from "../text/plain.ts";

/** What a person is shown of an event; nothing for most. */
export function progressLines(progress: OperationProgress, paper: Paper): string[] {
  switch (progress.type) {
    case "note":
      return [paper.yellow(`note: ${plain(progress.text)}`)];
    case "answer": {
      const { line, status, item, error } = progress;
      if (error) return [`${paper.red("refused")}  line ${line}: ${plain(error.message)} ${paper.dim(`[${error.code}]`)}`];
      return [
        `${status === "applied" ? paper.green("added") : paper.yellow("pending")}  line ${line}${item === null ? "" : `: ${plain(item)}`}`,
      ];
    }
    case "event":
      return [...eventLines(progress.event, paper), ...(progress.unending ? milestoneLines(progress.event, paper) : [])];
    case "part":
      return [];
  }
}

/** What is under way after an event, for the spinner: null for nothing, undefined for no change. */
export function stageUnderWay(progress: OperationProgress): string | null | undefined {
  if (progress.type !== "event") return undefined;
  const { event } = progress;
  switch (event.type) {
    case "run.started":
      return "checks on the tree before";
    case "attempt.requested":
      return `${event.data.stage} (${event.data.runner})`;
    case "attempt.ended":
      return "deciding";
    case "run.phase":
      return event.data.to === "verifying" ? "required checks" : undefined;
    case "run.waiting":
      return `waiting (${event.data.reason})`;
    case "delivery.intended":
      return "delivering";
    case "run.finished":
      return progress.unending ? IDLE : null;
    case "runtime.moved":
      return progress.unending && event.data.from === "stopped" ? IDLE : undefined;
    case "attempt.lost":
      return null;
    default:
      return undefined;
  }
}

/** What an owner that goes on says of itself, and how each run ended. */
function milestoneLines({ type, run, data }: AnyEvent, paper: Paper): string[] {
  if (type === "run.finished") {
    const { outcome, attempts, millis } = data;
    const lines = [`${phaseStyle(outcome, paper)(outcome)}  ${plain(run ?? "")}: ${counted(attempts, "attempt")}, ${duration(millis)}`];
    return outcome === "blocked" ? [...lines, `  millrace why ${plain(run ?? "")}`] : lines;
  }
  if (type !== "runtime.moved") return [];
  if (data.to === "paused") {
    const source = data.source ?? "operator";
    return [`${paper.yellow("paused")}  by ${plain(source)}; stages under way go on. ${plain(resumeCommand(source))}`];
  }
  if (data.from === "paused" && data.to === "running") return [`${paper.green("resumed")}`];
  if (data.from !== "stopped") return [];
  return [`${paper.green("running")}  on all that becomes ready. millrace stop ends it after the stages under way, Ctrl-C ends those too`];
}

const IDLE = "waiting for work";

function eventLines(event: AnyEvent, paper: Paper): string[] {
  switch (event.type) {
    case "run.started":
      return [`${paper.bold(plain(event.run ?? ""))}  ${event.data.loop}  plan ${event.data.plan.slice(0, 12)}`];
    case "run.prepared":
      return event.data.baseline.map((check) => checkLine(check, paper, "before"));
    case "attempt.ended":
      return [attemptLine(event.attempt ?? "", event.data, paper)];
    case "attempt.lost":
      return [`  ${paper.yellow("lost")}  ${plain(event.attempt ?? "")}: ${event.data.failure}`];
    case "run.verified":
      return event.data.evidence.map((check) => checkLine(check, paper, "check"));
    case "run.moved": {
      const { from, claimed, effective, to } = event.data;
      const counts = claimed === effective ? effective : `${claimed ?? "nothing"} counts as ${paper.yellow(effective)}`;
      return [`  ${from} ${counts} → ${to.stage}`];
    }
    case "run.waiting":
      return [`  ${paper.yellow("wait")}  ${duration(event.data.after)}: ${plain(event.data.reason)}`];
    case "delivery.settled": {
      const { outcome } = event.data;
      const label = outcome === "failed" || outcome === "unknown" ? paper.red("delivery") : "delivery";
      return [`  ${label}  ${plain(deliveryText(event.data))}`];
    }
    default:
      return [];
  }
}

function attemptLine(attempt: string, data: EventData<"attempt.ended">, paper: Paper): string {
  const said =
    data.failure === null ? (data.claimed ?? "nothing") : `${data.failure}${data.claimed === null ? "" : ` (claimed ${data.claimed})`}`;
  const style = data.failure === null ? (data.claimed === "BLOCKED" ? paper.yellow : paper.green) : paper.red;
  const words = plain((data.summary || data.detail).split("\n", 1)[0] ?? "");
  return `  ${plain(attempt)}  ${style(said)}  ${duration(data.millis)}${words === "" ? "" : `  ${paper.dim(words)}`}`;
}

function checkLine(check: EventData<"run.verified">["evidence"][number], paper: Paper, name: string): string {
  const result = check.passed ? paper.green("passed") : paper.red(check.timedOut ? "timed out" : `failed (${check.exit})`);
  return `  ${name}  ${plain(check.check)}  ${result}  ${duration(check.millis)}`;
}
