import type { Adapter } from "../adapter.ts";
import { answerSchema } from "../answer-schema.ts";
import type { Permission, StageRunRequest } from "../contract/stage-run-request.ts";
import { hearHarness, interpretHarness } from "../harness/interpret-harness.ts";
import { watchFor } from "../watch/watch-for.ts";
import { readClaudeEvent } from "./read-claude-event.ts";

/**
 * `report`: edits in the attempt's own directory, and every shell command: a stage that judges has to run things, and what a
 * command writes claude does not see. `basic`: edits inside the workspace; of shell commands only those that claude takes for harmless or its settings allow.
 * `elevated`: every shell command. `maximum`: every tool, unasked. What is not allowed is refused: nobody is there to ask.
 * None of them is a sandbox. As root claude takes `maximum` only with IS_SANDBOX=1 in its environment.
 */
const permissions: Readonly<Record<Permission, (directory: string) => readonly string[]>> = {
  report: (directory) => ["--permission-mode", "default", "--allowedTools", "Bash", `Edit(./${directory}/**)`],
  basic: () => ["--permission-mode", "acceptEdits"],
  elevated: () => ["--permission-mode", "acceptEdits", "--allowedTools", "Bash"],
  maximum: () => ["--dangerously-skip-permissions"],
};

/** Anthropic's claude, `claude -p`: the prompt on standard input, events as JSON lines. An attempt is a session of its own, or goes on with one. */
export const claudeCodeAdapter: Adapter = {
  name: "claude_code",
  counts: "attempt",
  prepare(request) {
    if (request.prompt === null) return { refused: `runner "claude_code" of stage "${request.stage}" has no prompt` };
    return {
      steps: [{ argv: claudeArgv(request), heading: null }],
      stdin: request.prompt.path,
      merge: false,
      watch: watchFor(request, "claude_code", "attempt"),
    };
  },
  interpret: (attempt) => interpretHarness(attempt, readClaudeEvent, "attempt"),
  hear: (attempt) => hearHarness(attempt, readClaudeEvent, "attempt"),
};

function claudeArgv(request: StageRunRequest): string[] {
  const { runner, directory, resume } = request;
  const { argv, model, effort, permission = "basic", structured = false, extraArgs = [] } = runner;
  return [
    ...(argv.length > 0 ? argv : ["claude"]),
    "--print",
    "--output-format",
    "stream-json",
    "--verbose",
    ...(model === null ? [] : ["--model", model]),
    ...(effort === undefined ? [] : ["--effort", effort]),
    ...(resume ? ["--resume", resume.session] : []),
    ...(structured ? ["--json-schema", answerSchema(request)] : []),
    ...extraArgs,
    ...permissions[permission](directory),
  ];
}
