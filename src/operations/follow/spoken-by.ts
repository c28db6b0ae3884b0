import { join } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { adapterNamed } from "../../runners/adapters.ts";
import { attemptFiles } from "../../runners/attempt-files.ts";
import type { Usage } from "../../runners/contract/usage.ts";
import { eventReaders } from "../../runners/event-readers.ts";
import { countOf, type Fields, fields, textOf } from "../../runners/harness/fields.ts";
import type { EventReader } from "../../runners/harness/harness-event.ts";

/** Whose words an attempt's standard output is. */
export interface Speaker {
  stage: string;
  runner: string;
  model: string | null;
  reader: EventReader;
  /** What the session had counted before this attempt, where its harness counts up over a session; null for nothing. */
  before: Usage | null;
}

/**
 * The harness that speaks in an attempt's standard output, by what was ordered before it began; null where its output is
 * plain text, as that of checks is. `directory` is absolute.
 */
export function spokenBy(fs: Fs, directory: string): Speaker | null {
  const request = objectOf(fs, join(directory, attemptFiles.request));
  if (request === null) return null;
  const runner = fields(request.runner);
  const name = textOf(runner.name);
  const reader = eventReaders[name];
  if (!reader) return null;
  const before = adapterNamed(name)?.counts === "session" ? usageIn(fields(request.resume).usage) : null;
  return { stage: textOf(request.stage), runner: name, model: textOf(runner.model) || null, reader, before };
}

function usageIn(value: unknown): Usage | null {
  if (typeof value !== "object" || value === null) return null;
  const { input, cached, output, reasoning, costUsd } = fields(value);
  const cost = typeof costUsd === "number" ? costUsd : null;
  return { input: countOf(input), cached: countOf(cached), output: countOf(output), reasoning: countOf(reasoning), costUsd: cost };
}

function objectOf(fs: Fs, path: string): Fields | null {
  try {
    return fields(JSON.parse(new TextDecoder().decode(fs.read(path))));
  } catch (error) {
    if (error instanceof SyntaxError || isFsError(error)) return null;
    throw error;
  }
}
