import type { EventEnvelope } from "../events/envelope.ts";
import { isObject } from "../events/is-object.ts";

/** What keeps a parsed line from being an envelope of version 1, null when nothing does. `data` is not looked at. */
export function envelopeProblem(value: unknown): string | null {
  if (!isObject(value)) return "not an object";
  const line = value as Partial<Record<keyof EventEnvelope, unknown>>;
  if (line.v !== 1) return "v is not 1";
  if (!isCount(line.seq)) return "seq is not a sequence";
  const batch = line.batch;
  if (!Array.isArray(batch) || batch.length !== 2 || !isCount(batch[0]) || !isCount(batch[1])) return "batch is not [place, size]";
  if (typeof line.time !== "string") return "time is not a text";
  if (!isCount(line.epoch)) return "epoch is not a number";
  if (!isCount(line.durable)) return "durable is not a sequence";
  if (typeof line.type !== "string") return "type is not a text";
  if (!isCount(line.tv)) return "tv is not a version";
  if (typeof line.crit !== "boolean") return "crit is not true or false";
  if (typeof line.actor !== "string") return "actor is not a text";
  if (typeof line.subject !== "string") return "subject is not a text";
  if (!isOptionalText(line.run) || !isOptionalText(line.attempt) || !isOptionalText(line.command))
    return "run, attempt or command is not a text";
  if (!isCount(line.cause)) return "cause is not a sequence";
  if (!("data" in line)) return "data is missing";
  return typeof line.hash === "string" ? null : "hash is missing";
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isOptionalText(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}
