import type { EventEnvelope } from "../../events/envelope.ts";
import { eventGuards } from "../../events/guards.generated.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { readLog } from "../../log/read-log.ts";
import { prunedBlobs } from "../../log/redact/pruned-blobs.ts";
import { stubData } from "../../log/redact/stub-data.ts";

export interface FoundEvent {
  seq: number;
  type: string;
  subject: string;
  /** Where in its data; empty where only what names something holds it, which stays. */
  texts: string[];
}

/** The events that hold a text, and those of them in which it cannot be redacted: an id or a path is made of it; and the blobs that stand for pruned events. Throws `log.corrupt`. */
export function searchLog(fs: Fs, directory: string, text: string): { events: FoundEvent[]; named: FoundEvent[]; pruned: string[] } {
  const events: FoundEvent[] = [];
  const named: FoundEvent[] = [];
  const pruned: string[] = [];
  const { end } = readLog({
    fs,
    directory,
    onEvent(event) {
      pruned.push(...prunedBlobs(event));
      if (!textsOf(event).some((one) => one.includes(text))) return;
      const { seq, type, subject, data } = event;
      const stubbed = stubData(data, eventGuards.get(type)?.prose ?? [], "");
      const texts = stubbed.texts.filter((path) => String(at(data, path)).includes(text));
      if (texts.length > 0) events.push({ seq, type, subject, texts });
      if (textsOf({ ...event, data: stubbed.data }).some((one) => one.includes(text))) named.push({ seq, type, subject, texts: [] });
    },
  });
  if (end.kind === "corrupt") throw new MillraceError("log.corrupt", { ...end });
  return { events, named, pruned };
}

/** Every text of a value, names of members included. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value as EventEnvelope | object).flatMap(([name, part]) => [name, ...textsOf(part)]);
}

function at(data: unknown, path: string): unknown {
  return path.split(".").reduce((value: unknown, name) => (value as Record<string, unknown>)[name], data);
}
