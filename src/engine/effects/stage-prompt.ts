import type { StageRunRequest } from "../../runners/contract/stage-run-request.ts";

/** The whole prompt of an attempt: the stage's entrypoint, then what is particular to this attempt. Data is fenced as data. */
export function stagePrompt(entrypoint: string, request: StageRunRequest): string {
  const { item, run, stage, visit } = request;
  const list = (values: readonly string[]): string => (values.length === 0 ? "none" : values.map((value) => `\n- \`${value}\``).join(""));
  const previous = request.previous.map(
    ({ stage: name, terminal, summary }) => `\n- ${name}: ${terminal}${summary ? ` (${summary})` : ""}`,
  );
  return [
    entrypoint.trimEnd(),
    "",
    "## This attempt",
    "",
    `- Work item: ${item.kind} \`${item.id}\` (read \`${item.document}\`)`,
    `- Run: \`${run}\`, visit ${visit}, stage \`${stage}\`, attempt \`${request.attempt}\``,
    `- Your directory for notes and reports: \`${request.directory}\``,
    `- Skills to read first: ${list(request.skills.map(({ path }) => path))}`,
    `- Checks that the runtime will run by itself: ${list(request.checks)}`,
    `- Before this visit: ${previous.length === 0 ? "nothing; this is the first" : previous.join("")}`,
    `- Time: ${request.limits.timeoutSeconds} seconds`,
    "",
    "## How to end",
    "",
    `Write \`${request.resultPath}\`: \`{"schema":"millrace.stage-result.v1","terminal":"…","summary":"…"}\`.`,
    `Or end your final message with one line \`### TERMINAL\`. Legal terminals: ${request.legalTerminals.join(", ")}. Report exactly one.`,
    "",
  ].join("\n");
}
