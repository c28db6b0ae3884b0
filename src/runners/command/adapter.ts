import { posix } from "node:path";
import type { Adapter, EndedAttempt, Reading } from "../adapter.ts";
import { attemptFiles } from "../attempt-files.ts";
import { outcomeFailure } from "../outcome-failure.ts";
import { readResultFile } from "../read-result-file.ts";
import { settleTerminal } from "../settle-terminal.ts";
import { terminalMarkers } from "../terminal-markers.ts";

const FINAL_MESSAGE_BYTES = 256 * 1024;
const RESULT_BYTES = 1024 * 1024;

/**
 * Any program that speaks the contract: the prompt on standard input, MILLRACE_REQUEST and MILLRACE_RESULT in its
 * environment; its terminal in the result file, or as the last `### TERMINAL` line of its standard output.
 */
export const commandAdapter: Adapter = {
  name: "command",
  prepare(request) {
    if (request.runner.argv.length === 0) return { refused: `runner "command" of stage "${request.stage}" names no program` };
    return { steps: [{ argv: request.runner.argv, heading: null }], stdin: request.prompt?.path ?? null, merge: false };
  },
  async interpret(attempt) {
    const { request, outcome } = attempt;
    const name = posix.relative(request.directory, request.resultPath);
    const result = await readResultFile(attempt.whole(name, RESULT_BYTES));
    const invalid = result !== null && "invalid" in result ? result.invalid : null;
    const file = result !== null && "terminal" in result ? result : null;
    const output = attempt.tail(attemptFiles.stdout, FINAL_MESSAGE_BYTES) ?? "";
    const settled = settleTerminal(file ? [file.terminal] : [], terminalMarkers(output), request.legalTerminals);
    const ended = outcomeFailure(outcome, request.limits);
    const said = invalid === null ? settled : { ...settled, failure: "result_invalid" as const, detail: invalid };
    return {
      claimed: settled.claimed,
      failure: ended?.failure ?? said.failure,
      detail: ended ? withLastWords(ended.detail, attempt) : said.detail,
      summary: file?.summary ?? "",
      usage: file?.usage ?? null,
      artifacts: file ? [name, ...(file.artifacts ?? [])] : [],
    } satisfies Reading;
  },
};

/** What the program wrote to standard error at the end, which mostly says why. */
function withLastWords(detail: string, attempt: EndedAttempt): string {
  const words = (attempt.tail(attemptFiles.stderr, 1024) ?? "").trim().split("\n").slice(-3).join("\n");
  return words === "" ? detail : `${detail}: ${words}`;
}
