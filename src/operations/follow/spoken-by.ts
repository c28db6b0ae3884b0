import { join } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { attemptFiles } from "../../runners/attempt-files.ts";
import { readClaudeEvent } from "../../runners/claude-code/read-claude-event.ts";
import { readCodexEvent } from "../../runners/codex-cli/read-codex-event.ts";
import { type Fields, fields, textOf } from "../../runners/harness/fields.ts";
import type { EventReader } from "../../runners/harness/harness-event.ts";

/** Whose words an attempt's standard output is. */
export interface Speaker {
  stage: string;
  runner: string;
  model: string | null;
  reader: EventReader;
}

const readers: Readonly<Record<string, EventReader>> = { codex_cli: readCodexEvent, claude_code: readClaudeEvent };

/**
 * The harness that speaks in an attempt's standard output, by what was ordered before it began; null where its output is
 * plain text, as that of checks is. `directory` is absolute.
 */
export function spokenBy(fs: Fs, directory: string): Speaker | null {
  const request = objectOf(fs, join(directory, attemptFiles.request));
  if (request === null) return null;
  const order = objectOf(fs, join(directory, attemptFiles.order));
  const runner = fields(request.runner);
  const name = textOf(runner.name);
  const reader = readers[textOf(fields(order?.watch).reader) || name];
  if (!reader) return null;
  return { stage: textOf(request.stage), runner: name, model: textOf(runner.model) || null, reader };
}

function objectOf(fs: Fs, path: string): Fields | null {
  try {
    return fields(JSON.parse(new TextDecoder().decode(fs.read(path))));
  } catch (error) {
    if (error instanceof SyntaxError || isFsError(error)) return null;
    throw error;
  }
}
