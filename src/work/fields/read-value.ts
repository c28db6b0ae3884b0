import { isSafeId } from "../ids.ts";
import { utcTime } from "../time.ts";
import type { FieldShape } from "./field-table.ts";
import type { FieldValue } from "./field-value.ts";

type Read = { ok: true; value: FieldValue } | { ok: false; problem: string; fix: string };

const maxPriority = 1_000_000;

/** Judges one value by the shape of its field. Label grammar gives text where front matter gives numbers and times. */
export function readValue(shape: FieldShape, value: unknown): Read {
  if (shape === "text") return typeof value === "string" ? good(value.trim()) : wrong(value, "text", "Put it in quotes");
  if (shape === "id") return readId(value);
  if (shape === "time") return readTime(value);
  if (shape === "integer") return readInteger(value);
  if (shape === "boolean") return readBoolean(value);
  return readList(shape, value);
}

function readId(value: unknown): Read {
  if (typeof value === "string" && isSafeId(value.trim())) return good(value.trim());
  return wrong(value, "an id", 'Start with a letter or digit; use only letters, digits, ".", "_" and "-"; at most 100 characters');
}

function readTime(value: unknown): Read {
  const text = value instanceof Date ? value.toISOString() : value;
  const time = typeof text === "string" ? utcTime(text) : null;
  return time === null ? wrong(value, "a time", "Write it as 2026-01-31T12:00:00Z") : good(time);
}

function readInteger(value: unknown): Read {
  const number = typeof value === "string" && /^[+-]?\d{1,9}$/.test(value.trim()) ? Number(value) : value;
  if (typeof number === "number" && Number.isInteger(number) && Math.abs(number) <= maxPriority) return good(number + 0);
  return wrong(value, "a whole number", `Use a number from -${maxPriority} to ${maxPriority}; higher is claimed first`);
}

function readBoolean(value: unknown): Read {
  if (typeof value === "boolean") return good(value);
  if (value === "true" || value === "false") return good(value === "true");
  return wrong(value, "true or false", "Write true or false");
}

function readList(shape: FieldShape, value: unknown): Read {
  if (!Array.isArray(value)) return wrong(value, "a list", "Write a list, one entry each");
  const entries: string[] = [];
  for (const entry of value) {
    const read = readEntry(shape, entry);
    if (!read.ok) return read;
    if (typeof read.value === "string" && !entries.includes(read.value)) entries.push(read.value);
  }
  return good(entries);
}

function readEntry(shape: FieldShape, entry: unknown): Read {
  if (shape === "ids") return readId(entry);
  if (typeof entry !== "string" || entry.trim() === "") return wrong(entry, "text", "Every entry of the list must be text and not empty");
  if (shape === "paths") return readPath(entry.trim());
  if (entry.includes("\0")) return wrong(entry, "a command", "Remove the NUL character");
  return good(entry.trim());
}

function readPath(path: string): Read {
  const steps = path.split(/[/\\]/);
  const inside = !path.startsWith("/") && !/^[A-Za-z]:/.test(path) && !path.includes("\0") && !steps.includes("..");
  return inside ? good(path) : wrong(path, "a path inside the workspace", 'Write it relative to the workspace, without ".."');
}

function good(value: FieldValue): Read {
  return { ok: true, value };
}

function wrong(value: unknown, expected: string, fix: string): Read {
  return { ok: false, problem: `${shown(value)} is not ${expected}`, fix };
}

/** A value as a message shows it: quoted and short. */
function shown(value: unknown): string {
  const text = value instanceof Date ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
