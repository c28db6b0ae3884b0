import { posix } from "node:path";
import type { Counts, EndedAttempt, HeardAttempt, Hearing, Reading } from "../adapter.ts";
import { attemptFiles } from "../attempt-files.ts";
import type { FailureClass } from "../contract/failure-class.ts";
import { outcomeFailure } from "../outcome-failure.ts";
import { readResultFile } from "../read-result-file.ts";
import { settleTerminal } from "../settle-terminal.ts";
import { terminalMarkers } from "../terminal-markers.ts";
import { classifyError } from "./classify-error.ts";
import { conversationOf } from "./conversation-of.ts";
import { type Digest, digest } from "./digest.ts";
import type { EventReader } from "./harness-event.ts";
import { jsonLines } from "./json-lines.ts";

/** Of longer streams only the end is read: it has the final message and the usage. */
const STREAM_BYTES = 64 * 1024 * 1024;
const RESULT_BYTES = 1024 * 1024;
const SUMMARY_CHARACTERS = 1500;
const WITHOUT_SCHEMA = "where the service takes no schema for its answers: structured_result = false";

/**
 * What an attempt comes to whose program wrote events as JSON lines to standard output. How the runtime ended it counts
 * first, then what the harness says went wrong, then its exit code, then what the agent reported: its result file, what it handed
 * in by the harness's own schema, or the last marker line of its final message; several and different is a failure.
 */
export async function interpretHarness(attempt: EndedAttempt, reader: EventReader, counts: Counts): Promise<Reading> {
  const { request, outcome } = attempt;
  const stream = streamOf(attempt, reader);
  const name = posix.relative(request.directory, request.resultPath);
  const result = await readResultFile(attempt.whole(name, RESULT_BYTES));
  const file = result !== null && "terminal" in result ? result : null;
  const invalid = result !== null && "invalid" in result ? result.invalid : null;
  const structured = [file?.terminal, stream.answer?.terminal].filter((terminal) => terminal !== undefined);
  const settled = settleTerminal(structured, terminalMarkers(stream.finalMessage), request.legalTerminals);
  const said = invalid === null ? settled : { failure: "result_invalid" as const, detail: invalid };
  const ended = outcomeFailure(outcome, request.limits);
  const own = cutOf(stream, ended) ?? unknownSession(stream, ended, attempt) ?? troubleOf(stream, ended, attempt) ?? said;
  return {
    claimed: settled.claimed,
    failure: own.failure,
    detail: own.detail,
    summary: file?.summary ?? summaryOf(stream.answer?.summary ?? stream.finalMessage),
    artifacts: file ? [name, ...(file.artifacts ?? [])] : [],
    ...conversationOf(request, { ...stream, spent: stream.spent ?? outcome.spent ?? null }, counts),
  };
}

/** What can be told of an attempt that ended without an outcome: its supervisor is gone, its stream is there. */
export function hearHarness(attempt: HeardAttempt, reader: EventReader, counts: Counts): Hearing {
  return conversationOf(attempt.request, streamOf(attempt, reader), counts);
}

function streamOf(attempt: HeardAttempt, reader: EventReader): Digest {
  return digest(jsonLines(attempt.tail(attemptFiles.stdout, STREAM_BYTES) ?? "").flatMap(reader));
}

interface Failed {
  failure: FailureClass;
  detail: string;
}

/**
 * How the runtime ended it, null where it did not. A harness that waits for its service until its time is over (codex does,
 * without end, where nothing answers) had no chance to work: what it waited for is the reason.
 */
function cutOf({ error }: Digest, ended: Failed | null): Failed | null {
  if (ended === null || ended.failure === "exit_nonzero") return null;
  if ((ended.failure !== "timeout" && ended.failure !== "stall") || error === null) return ended;
  return { failure: error.kind ?? classifyError(error.message, error.status), detail: `${ended.detail}, while: ${error.message}` };
}

/**
 * The session that it was to go on with is not there: it failed before it said which one it works in (codex: in plain words and
 * without any event; claude: with a result that has the error, under another session). Null for everything else.
 */
function unknownSession(stream: Digest, ended: Failed | null, attempt: EndedAttempt): Failed | null {
  const { resume } = attempt.request;
  if (!resume || (ended === null && stream.ended !== "failed") || stream.finalMessage !== "") return null;
  const words = stream.error?.message ?? lastWords(attempt);
  if (!/\b(?:conversation|session|thread|rollout)\b/i.test(words) || !/\b(?:no|not|unknown|missing|expired|does ?n.t)\b/i.test(words))
    return null;
  return { failure: "session_unknown", detail: words };
}

/** What the harness itself could not get over; null when its turn ended well. */
function troubleOf(stream: Digest, ended: Failed | null, attempt: EndedAttempt): Failed | null {
  if (stream.error !== null) {
    const { message, status, kind } = stream.error;
    const failure = kind ?? classifyError(message, status);
    return { failure, detail: failure === "model_error" && isOfSchema(message, attempt) ? `${message} (${WITHOUT_SCHEMA})` : message };
  }
  if (ended !== null) {
    const words = lastWords(attempt);
    // Before its first event a harness complains in plain words: no login, a bad option, a missing file.
    const failure = stream.ended === null && /log ?in|api[ _-]key|unauthori[sz]ed/i.test(words) ? "auth" : ended.failure;
    return { failure, detail: words === "" ? ended.detail : `${ended.detail}: ${words}` };
  }
  if (stream.ended === "failed") return { failure: "model_error", detail: "the harness says that the turn failed, and not why" };
  if (stream.ended === null) return { failure: "transport", detail: "the harness ended without ending its turn" };
  return null;
}

/** Not every service takes a schema for what its model answers. */
function isOfSchema(message: string, { request }: EndedAttempt): boolean {
  return request.runner.structured === true && /text\.format|response_format|schema/i.test(message);
}

function lastWords(attempt: EndedAttempt): string {
  return (attempt.tail(attemptFiles.stderr, 2048) ?? "").trim().split("\n").slice(-3).join("\n");
}

/** The final message without its marker lines, from its beginning. */
function summaryOf(message: string): string {
  const lines = message.split("\n").filter((line) => terminalMarkers(line).length === 0);
  return lines.join("\n").trim().slice(0, SUMMARY_CHARACTERS);
}
