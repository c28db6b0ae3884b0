import * as fs from "node:fs";
import { join } from "node:path";
import type { Usage } from "../contract/usage.ts";
import { countOf, type Fields, fields, textOf } from "../harness/fields.ts";
import type { HarnessEvent } from "../harness/harness-event.ts";
import { jsonLines } from "../harness/json-lines.ts";

const DAY_MILLIS = 86_400_000;
/** A record that is not there by then is not going to be: a thread that is not to be kept, or another form of it. */
const MOST_SEARCHES = 100;

/**
 * What codex uses, answer by answer: standard output tells it only when the turn is over, but the record that codex keeps of its
 * thread has it at once. A function that gives what came since it was last asked; nothing where there is no such record.
 */
export function followRollout(env: Readonly<Record<string, string>>, thread: string, began: number): () => HarnessEvent[] {
  const sessions = join(env.CODEX_HOME ?? join(env.HOME ?? "/", ".codex"), "sessions");
  let path: string | null = null;
  let searches = 0;
  let at = 0;
  let before = noUsage;
  return () => {
    if (path === null && searches++ < MOST_SEARCHES) path = rolloutOf(sessions, thread);
    if (path === null) return [];
    const bytes = linesFrom(path, at);
    at += bytes.length;
    const events: HarnessEvent[] = [];
    for (const line of jsonLines(new TextDecoder().decode(bytes)).filter(isCount)) {
      const total = totalIn(line);
      const used = minus(total, before);
      before = total;
      if (Date.parse(textOf(line.timestamp)) >= began && used.input + used.output > 0) events.push({ type: "spent", usage: used });
    }
    return events;
  };
}

/** Records lie by the day on which their thread began, which the thread's id tells: a UUID of version 7. */
function rolloutOf(sessions: string, thread: string): string | null {
  const born = Number.parseInt(thread.replaceAll("-", "").slice(0, 12), 16);
  if (!Number.isFinite(born)) return null;
  // By the local time of codex, which may be that of another day.
  for (const shift of [0, -DAY_MILLIS, DAY_MILLIS]) {
    const directory = join(sessions, ...new Date(born + shift).toISOString().slice(0, 10).split("-"));
    const name = namesIn(directory).find((one) => one.endsWith(`-${thread}.jsonl`));
    if (name !== undefined) return join(directory, name);
  }
  return null;
}

function namesIn(directory: string): string[] {
  try {
    return fs.readdirSync(directory);
  } catch {
    return []; // no such day
  }
}

/** The whole lines of a file from a byte on. */
function linesFrom(path: string, at: number): Uint8Array {
  const fd = fs.openSync(path, "r");
  try {
    const buffer = new Uint8Array(Math.max(0, fs.fstatSync(fd).size - at));
    const bytes = buffer.subarray(0, fs.readSync(fd, buffer, 0, buffer.length, at));
    return bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
  } finally {
    fs.closeSync(fd);
  }
}

const noUsage: Usage = { input: 0, cached: 0, output: 0, reasoning: 0, costUsd: null };

function isCount(line: Fields): boolean {
  return line.type === "event_msg" && fields(line.payload).type === "token_count";
}

function totalIn(line: Fields): Usage {
  const total = fields(fields(fields(line.payload).info).total_token_usage);
  return {
    input: countOf(total.input_tokens),
    cached: countOf(total.cached_input_tokens),
    output: countOf(total.output_tokens),
    reasoning: countOf(total.reasoning_output_tokens),
    costUsd: null,
  };
}

function minus(a: Usage, b: Usage): Usage {
  const less = (one: number, other: number): number => Math.max(0, one - other);
  return {
    input: less(a.input, b.input),
    cached: less(a.cached, b.cached),
    output: less(a.output, b.output),
    reasoning: less(a.reasoning, b.reasoning),
    costUsd: null,
  };
}
