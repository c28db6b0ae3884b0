import type { Adapter, EndedAttempt, Launch, Reading } from "../adapter.ts";
import { attemptFiles } from "../attempt-files.ts";
import type { StageRunRequest } from "../contract/stage-run-request.ts";
import { outcomeFailure } from "../outcome-failure.ts";
import { type ShellPart, shellPart } from "./stage-table.ts";

const failureTerminal = "BLOCKED";

/**
 * Scripted work without a model: the commands that the work item states, each by `sh -c` in the workspace root, in order,
 * up to the first that fails. It never pretends to reason.
 */
export const shellAdapter: Adapter = {
  name: "shell",
  prepare(request): Launch {
    const commands = commandsOf(request);
    return { steps: commands.map((command) => ({ argv: ["sh", "-c", command], heading: `$ ${command}` })), stdin: null, merge: true };
  },
  interpret(attempt): Reading {
    const { request, outcome } = attempt;
    const commands = commandsOf(request);
    if (commands.length === 0) return withoutCommands(request, shellPart(request.stage, request.verifies));
    const ended = outcomeFailure(outcome, request.limits);
    if (!ended) return claim(request, request.successTerminal, "", `${commands.length} of ${commands.length} commands succeeded`);
    const detail = `command "${commands[outcome.step] ?? ""}": ${ended.detail}`;
    if (ended.failure !== "exit_nonzero") return { ...nothing, failure: ended.failure, detail };
    return claim(request, failureTerminal, detail, lastLines(attempt));
  },
};

const nothing: Reading = { claimed: null, failure: null, detail: "", summary: "", usage: null, artifacts: [] };

function commandsOf(request: StageRunRequest): string[] {
  const part = shellPart(request.stage, request.verifies);
  if (part === "run") return request.runCommands;
  return part === "fix" ? request.fixCommands : [];
}

function withoutCommands(request: StageRunRequest, part: ShellPart): Reading {
  if (part === "run") return claim(request, request.successTerminal, "", "no Run-Commands");
  if (part === "fix") return claim(request, failureTerminal, "no Fix-Commands, so nothing would change", "");
  if (part === "reason") return claim(request, failureTerminal, `shell cannot reason, as stage "${request.stage}" has to`, "");
  return claim(request, request.successTerminal, "", request.verifies ? "left to the checks" : "nothing to do");
}

function claim(request: StageRunRequest, terminal: string, detail: string, summary: string): Reading {
  if (request.legalTerminals.includes(terminal)) return { ...nothing, claimed: terminal, detail, summary };
  return { ...nothing, claimed: terminal, failure: "terminal_illegal", detail: detail || `"${terminal}" is not legal here`, summary };
}

function lastLines(attempt: EndedAttempt): string {
  return (attempt.tail(attemptFiles.stdout, 1024) ?? "").trimEnd().split("\n").slice(-5).join("\n");
}
