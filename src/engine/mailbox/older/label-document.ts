import { fieldTable, idLabels } from "../../../work/fields/field-table.ts";
import { parseDocument } from "../../../work/parse-document.ts";
import type { WorkFields, WorkKind } from "../../../work/work-document.ts";

export type ReadModel = { ok: true; id: string; fields: WorkFields; text: string } | { ok: false; problem: string };

/** A document of the older tools' JSON model (`task_id`, `target_paths` …) written in their label grammar and read like any other. */
export function labelDocument(kind: WorkKind, model: Readonly<Record<string, unknown>>): ReadModel {
  const idLabel = idLabels.find(([known]) => known === kind)?.[1] ?? "";
  const id = model[keyOf(idLabel)];
  if (typeof id !== "string" || id === "") return { ok: false, problem: `The document has no ${keyOf(idLabel)}` };
  const labels = fieldTable.map(({ label }) => label).filter((label) => label !== "Title");
  const lines = labels.flatMap((label) => linesOf(label, model[keyOf(label)]));
  const text = `${[`# ${oneLine(model.title)}`, "", ...lines].join("\n")}\n`;
  const parsed = parseDocument(text, { kind, id });
  if (!parsed.ok) return { ok: false, problem: parsed.problems.map(({ problem }) => problem).join("; ") };
  return { ok: true, id: parsed.document.id, fields: parsed.document.fields, text };
}

function linesOf(label: string, value: unknown): string[] {
  if (value === undefined || value === null || value === "") return [];
  if (!Array.isArray(value)) return [`${label}: ${oneLine(value)}`];
  return value.length === 0 ? [] : ["", `${label}:`, ...value.map((entry) => `- ${oneLine(entry)}`)];
}

/** Line ends inside a value would begin another field. */
function oneLine(value: unknown): string {
  return (typeof value === "string" ? value : JSON.stringify(value)).replace(/\s+/g, " ").trim();
}

function keyOf(label: string): string {
  return label.toLowerCase().replaceAll("-", "_");
}
