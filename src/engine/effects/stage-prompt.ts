import type { EarlierVisit, StageRunRequest } from "../../runners/contract/stage-run-request.ts";
import type { FailedTry, FailureClass } from "../../state/run.ts";

/** What came of the attempts of the same visit before. */
export interface Earlier {
  failed: FailedTry;
  /** Paths that differ from what the first of them found. */
  changed: readonly string[];
}

/** Why an attempt was ended, in words for an agent. */
const WHY: Partial<Record<FailureClass, string>> = {
  timeout: "its time was over",
  stall: "nothing was heard of it for too long",
  repeat: "it made the same calls over and over again: do something else",
  transport: "the connection to the model failed",
  rate_limit: "the service had too many requests",
  model_error: "the service did not answer the request",
  interrupted: "it was stopped from outside",
  supervisor_lost: "the machine or a process of the runtime went down",
  session_unknown: "its conversation is not there any more",
  exit_nonzero: "its program fell",
};

const PATHS = 40;
const DETAIL = 500;

/**
 * The whole prompt of an attempt: the stage's entrypoint, then what is particular to this attempt. Data is fenced as data. One
 * that goes on with an earlier conversation has the entrypoint in it, and is told only where that lies.
 */
export function stagePrompt(entrypoint: { text: string } | { path: string }, request: StageRunRequest, earlier: Earlier | null): string {
  const { item, run, stage, visit } = request;
  const list = (values: readonly string[]): string => (values.length === 0 ? "none" : values.map((value) => `\n- \`${value}\``).join(""));
  return [
    ...("text" in entrypoint ? [entrypoint.text.trimEnd(), ""] : goOn(stage, entrypoint.path)),
    ...(earlier === null ? [] : whatCameBefore(earlier)),
    "## This attempt",
    "",
    `- Work item: ${item.kind} \`${item.id}\` (read \`${item.document}\`)`,
    `- Run: \`${run}\`, visit ${visit}, stage \`${stage}\`, attempt \`${request.attempt}\``,
    `- Your directory, for notes and reports: \`${request.directory}\``,
    `- Skills to read first: ${list(request.skills.map(({ path }) => path))}`,
    `- Checks that the runtime will run by itself: ${list(request.checks)}`,
    `- Time: ${request.limits.timeoutSeconds} seconds`,
    `- Before this visit: ${request.previous.length === 0 ? "nothing; this is the first" : request.previous.map(visitLines).join("")}`,
    "",
    "## How to end",
    "",
    ...howToEnd(request),
    "",
  ].join("\n");
}

function howToEnd({ runner, resultPath, legalTerminals }: StageRunRequest): string[] {
  const file = `\`${resultPath}\`: \`{"schema":"millrace.stage-result.v1","terminal":"…","summary":"…"}\``;
  const legal = `Legal terminals: ${legalTerminals.join(", ")}. Report exactly one.`;
  const otherwise = "end your final message with a line of its own: three number signs, a space, the terminal.";
  if (!runner.structured) return [`Write ${file}.`, legal, `Where you cannot write that file, ${otherwise}`];
  return [
    'Your final answer is held to a form: `{"terminal":"…","summary":"…"}`, and nothing beside it. Give it once, when all is done.',
    `${legal} No file is needed for that: write ${file} only where you have \`"artifacts"\` to name, with the same terminal.`,
    `Where you cannot answer in that form, ${otherwise}`,
  ];
}

/** What earlier stages wrote is data: it stands between quotes, on one line. */
function visitLines({ stage, terminal, summary, claimed, failure, directory, refutedBy = [] }: EarlierVisit): string {
  const words = oneLine(summary).replaceAll('"', "'");
  const unsettled = failure === null || failure === undefined || failure === "check_refuted" ? "" : ` (${failure})`;
  const checks = refutedBy.map(
    ({ check, exit, output }) =>
      `\n  - check \`${oneLine(check)}\` failed${exit === null ? "" : ` with exit code ${exit}`}; its output: \`${output}\``,
  );
  return [
    `\n- \`${stage}\`: ${terminal}${unsettled}${words === "" ? "" : `: "${words}"`}`,
    directory === undefined ? "" : `\n  - its files: \`${directory}\``,
    failure === "check_refuted" ? `\n  - it had claimed ${claimed ?? "nothing"}, which the runtime's checks refuted` : "",
    ...checks,
  ].join("");
}

function oneLine(text: string): string {
  return text.replaceAll(/[`\s]+/g, " ").trim();
}

function goOn(stage: string, path: string): string[] {
  return [
    "## Go on",
    "",
    `You are still at stage \`${stage}\` of the same work: the instructions from the beginning of this conversation hold.`,
    `Should you not have them, read \`${path}\` first. What is said below holds for this attempt in place of what was said for the one before.`,
    "",
  ];
}

function whatCameBefore({ failed, changed }: Earlier): string[] {
  const detail = oneLine(failed.detail).slice(0, DETAIL);
  const why = WHY[failed.failure] ?? "it gave no result";
  const shown = changed.slice(0, PATHS).map((path) => `\n- \`${path.replaceAll(/[`\n]/g, "?")}\``);
  const more = changed.length > PATHS ? `\n- and ${changed.length - PATHS} more` : "";
  return [
    "## What came before",
    "",
    `Attempt \`${failed.attempt}\` at this very stage gave no result: ${why} (\`${failed.failure}\`).`,
    ...(detail === "" ? [] : [`The runtime noted: \`${detail}\``]),
    changed.length === 0
      ? "The files of the workspace are as it found them."
      : `Files that have changed since this stage was begun, by it or by somebody else:${shown.join("")}${more}`,
    "Look at what is there before you do anything twice; finish what is missing. What it would have reported was not taken.",
    "",
  ];
}
