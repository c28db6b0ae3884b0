import type { Adapter } from "../adapter.ts";
import { answerSchema } from "../answer-schema.ts";
import { attemptFiles } from "../attempt-files.ts";
import type { Permission, StageRunRequest } from "../contract/stage-run-request.ts";
import { hearHarness, interpretHarness } from "../harness/interpret-harness.ts";
import { watchFor } from "../watch/watch-for.ts";
import { readCodexEvent } from "./read-codex-event.ts";

/**
 * `report`: commands write in the attempt's directory and temporary ones only, and reach no network. `basic`: in the
 * workspace too. `elevated`: no sandbox. `maximum`: no sandbox, and nothing of codex's own rules asks either. None of them
 * waits for a person.
 */
const permissions: Readonly<Record<Permission, (directory: string) => readonly string[]>> = {
  report: (directory) => ["-c", 'approval_policy="never"', "-c", 'default_permissions="millrace"', "-c", profileOf(directory)],
  basic: () => ["-c", 'approval_policy="never"', "--sandbox", "workspace-write"],
  elevated: () => ["-c", 'approval_policy="never"', "--sandbox", "danger-full-access"],
  maximum: () => ["--dangerously-bypass-approvals-and-sandbox"],
};

/** OpenAI's codex, `codex exec --json`: the prompt on standard input, events as JSON lines. An attempt is a thread of its own, or goes on with one. */
export const codexCliAdapter: Adapter = {
  name: "codex_cli",
  counts: "session",
  prepare(request) {
    if (request.prompt === null) return { refused: `runner "codex_cli" of stage "${request.stage}" has no prompt` };
    return {
      steps: [{ argv: codexArgv(request), heading: null }],
      stdin: request.prompt.path,
      merge: false,
      ...(request.runner.structured && { files: { [attemptFiles.answerSchema]: answerSchema(request) } }),
      watch: watchFor(request, "codex_cli", "session"),
    };
  },
  interpret: (attempt) => interpretHarness(attempt, readCodexEvent, "session"),
  hear: (attempt) => hearHarness(attempt, readCodexEvent, "session"),
};

function codexArgv({ runner, directory, resume }: StageRunRequest): string[] {
  const { argv, model, effort, permission = "basic", structured = false, extraArgs = [] } = runner;
  return [
    ...(argv.length > 0 ? argv : ["codex"]),
    "exec",
    "--json",
    "--skip-git-repo-check",
    ...(model === null ? [] : ["--model", model]),
    ...(effort === undefined ? [] : ["-c", `model_reasoning_effort=${JSON.stringify(effort)}`]),
    ...permissions[permission](directory),
    ...(structured ? ["--output-schema", `${directory}/${attemptFiles.answerSchema}`] : []),
    ...extraArgs,
    // Behind `resume` codex takes few of its options.
    ...(resume ? ["resume", resume.session] : []),
    "-",
  ];
}

/** Paths below `:workspace_roots` are relative to the working directory, which is the workspace. */
function profileOf(directory: string): string {
  const roots = `{"."="read",${JSON.stringify(directory)}="write"}`;
  return `permissions.millrace.filesystem={":root"="read",":tmpdir"="write",":slash_tmp"="write",":workspace_roots"=${roots}}`;
}
