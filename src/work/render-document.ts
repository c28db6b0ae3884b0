import { stringify } from "smol-toml";
import { fieldTable } from "./fields/field-table.ts";
import type { FieldValue } from "./fields/field-value.ts";
import { trimBlankLines } from "./lines.ts";
import type { WorkDocument } from "./work-document.ts";

export interface NewDocument extends WorkDocument {
  /** Fields for readers, by their front matter name, e.g. created_at. */
  details?: Readonly<Record<string, FieldValue>>;
  /** Free text below the front matter. */
  body?: string;
}

/** The text of a new document: TOML front matter with the fields that say something, then the body. `parseDocument` reads it back. */
export function renderDocument({ kind, id, fields, details = {}, body = "" }: NewDocument): string {
  const { title, dependsOn, priority, run, fix, checks, paths, root } = fields;
  const values: Record<string, FieldValue | null> = { ...details, title, depends_on: dependsOn, priority, run, fix, checks, paths, root };
  const lines = [entry("kind", kind), entry("id", id)];
  for (const { key } of fieldTable) {
    const value = values[key];
    if (value !== undefined && says(key, value)) lines.push(entry(key, value));
  }
  const text = trimBlankLines(body.replace(/\r\n?/g, "\n").split("\n"));
  return `+++\n${lines.join("")}+++\n${text === "" ? "" : `\n${text}\n`}`;
}

function says(key: string, value: FieldValue | null): value is FieldValue {
  if (value === null || (key === "priority" && value === 0)) return false;
  return !Array.isArray(value) || value.length > 0;
}

function entry(key: string, value: FieldValue): string {
  if (!Array.isArray(value) || value.length < 2) return stringify({ [key]: value });
  const items = value.map((item) => `  ${JSON.stringify(item.toWellFormed()).replaceAll("\x7f", "\\u007f")},\n`);
  return `${key} = [\n${items.join("")}]\n`;
}
