import { join } from "node:path";
import { sha256 } from "../../kernel/sha256.ts";
import type { Hearing, Reading } from "../adapter.ts";
import { adapterNamed } from "../adapters.ts";
import { attemptFiles } from "../attempt-files.ts";
import { boundedText } from "../bounded-text.ts";
import type { AttemptOutcome } from "../contract/attempt-outcome.ts";
import type { AttemptRef } from "../contract/stage-dispatch.ts";
import type { Conversation, StageReport } from "../contract/stage-report.ts";
import type { StageRunRequest } from "../contract/stage-run-request.ts";
import { outcomeFailure } from "../outcome-failure.ts";
import { type Artifact, artifactIn } from "./artifacts.ts";
import { textOf } from "./attempt-state.ts";
import { heardAttempt } from "./heard-attempt.ts";
import type { Local } from "./options.ts";
import { readOrderLimits } from "./read-order-limits.ts";

/** Everything that the engine has to know of an ended attempt. `said` makes text fit for the log. */
export async function reportOf(
  local: Local,
  ref: AttemptRef,
  outcome: AttemptOutcome,
  said: (text: string) => string,
): Promise<StageReport> {
  const directory = join(local.root, ref.directory);
  const reading = await readingOf(local, ref, directory, outcome);
  const declared = await Promise.all(reading.artifacts.map(async (name) => ({ name, found: await artifactIn(directory, name) })));
  const missing = declared.filter(({ found }) => found === null).map(({ name }) => name);
  const own = await Promise.all([attemptFiles.stdout, attemptFiles.stderr].map((name) => artifactIn(directory, name)));
  const lacks = missing.length > 0 && reading.failure === null;
  return {
    claimed: reading.claimed === null ? null : boundedText(reading.claimed, 128),
    failure: lacks ? "output_missing" : reading.failure,
    detail: said(lacks ? `artifacts that are not in the attempt's directory: ${missing.join(", ")}` : reading.detail),
    exit: outcome.exit,
    signal: outcome.signal,
    millis: outcome.millis,
    outputBytes: outcome.outputBytes,
    usage: reading.usage,
    ...toldFit(conversation(reading), said),
    artifacts: distinct([...own, ...declared.map(({ found }) => found)]),
    summary: said(reading.summary),
  };
}

async function readingOf(local: Local, ref: AttemptRef, directory: string, outcome: AttemptOutcome): Promise<Reading> {
  const text = textOf(local, join(directory, attemptFiles.request));
  if (text === null) return checkReading(outcome, readOrderLimits(local, directory));
  if (ref.requestHash !== undefined && sha256(text) !== ref.requestHash) return unreadable("request.json was changed while the stage ran");
  const request = await parseRequest(text);
  if (!request) return unreadable("request.json is not a millrace.stage-request.v1");
  const adapter = adapterNamed(request.runner.name);
  if (!adapter) return unreadable(`there is no runner "${request.runner.name}" in this version`);
  return adapter.interpret({ ...heardAttempt(directory, request), outcome });
}

/** What its output tells of an attempt that has no outcome; nothing of one that nobody can read. */
export async function hearingOf(local: Local, ref: AttemptRef, said: (text: string) => string): Promise<Partial<Hearing>> {
  const directory = join(local.root, ref.directory);
  const text = textOf(local, join(directory, attemptFiles.request));
  if (text === null || (ref.requestHash !== undefined && sha256(text) !== ref.requestHash)) return {};
  const request = await parseRequest(text);
  const hear = request && adapterNamed(request.runner.name)?.hear;
  return hear ? toldFit(hear(heardAttempt(directory, request)), said) : {};
}

function toldFit<Told extends Conversation>(told: Told, said: (text: string) => string): Told {
  return told.model == null ? told : { ...told, model: boundedText(said(told.model), 200) };
}

async function parseRequest(text: string): Promise<StageRunRequest | null> {
  const { stageRunRequestSchema } = await import("../contract/stage-run-request-schema.ts");
  try {
    return stageRunRequestSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // not JSON
  }
}

/** Nothing where the runner has no conversation. */
function conversation({ session, model, sessionUsage }: Reading): Conversation {
  return session === undefined ? {} : { session, model, sessionUsage };
}

function checkReading(outcome: AttemptOutcome, limits: StageRunRequest["limits"]): Reading {
  const ended = outcomeFailure(outcome, limits);
  return { claimed: null, failure: ended?.failure ?? null, detail: ended?.detail ?? "", summary: "", usage: null, artifacts: [] };
}

function unreadable(detail: string): Reading {
  return { claimed: null, failure: "result_invalid", detail, summary: "", usage: null, artifacts: [] };
}

function distinct(artifacts: readonly (Artifact | null)[]): Artifact[] {
  const named = new Map(artifacts.filter((one): one is Artifact => one !== null && one.bytes > 0).map((one) => [one.name, one]));
  return [...named.values()];
}
