import type { DocumentProblem } from "../document-problem.ts";
import { emptyFields } from "../empty-fields.ts";
import { isSafeId } from "../ids.ts";
import type { DocumentHints, ParsedDocument } from "../parsed-document.ts";
import type { WorkFields, WorkKind } from "../work-document.ts";
import { specByKey } from "./field-table.ts";
import type { FieldValue } from "./field-value.ts";
import type { RawDocument } from "./raw-document.ts";
import { readValue } from "./read-value.ts";

const maxTitleLength = 300;

/** Judges every value, and makes the document when nothing is wrong. */
export function buildDocument(raw: RawDocument, hints: DocumentHints): ParsedDocument {
  const problems = [...raw.problems];
  const values = readValues(raw, problems);
  const title = readTitle(raw, values, problems);
  const kind = raw.kind ?? hints.kind;
  if (!kind && problems.length === 0) problems.push({ line: 1, problem: "The document does not say its kind", fix: 'Add kind = "task"' });
  const id = readId(raw, hints, title, problems);
  if (problems.length > 0 || !kind) return { ok: false, problems: problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
  const { fields, details } = divided(kind, title, values);
  return { ok: true, document: { kind, id, fields }, form: raw.form, body: raw.body, details };
}

function readValues(raw: RawDocument, problems: DocumentProblem[]): Map<string, FieldValue> {
  const values = new Map<string, FieldValue>();
  for (const { key, value, line } of raw.fields) {
    const spec = specByKey.get(key);
    if (!spec) continue;
    const read = readValue(spec.shape, value);
    const name = raw.form === "labels" ? spec.label : key;
    if (read.ok) values.set(key, read.value);
    else problems.push({ line, problem: `"${name}": ${read.problem}`, fix: read.fix });
  }
  return values;
}

function readTitle(raw: RawDocument, values: Map<string, FieldValue>, problems: DocumentProblem[]): string {
  const stated = values.get("title");
  values.delete("title");
  const line = raw.fields.find((field) => field.key === "title")?.line ?? 1;
  if (raw.form === "labels" && typeof stated === "string" && raw.heading !== null && stated !== raw.heading) {
    problems.push({
      line,
      problem: `Title "${stated}" differs from the heading "${raw.heading}"`,
      fix: "Make them equal, or remove the field",
    });
  }
  const title = typeof stated === "string" ? stated : (raw.heading ?? "");
  const unread = raw.fields.some((field) => field.key === "title") && stated === undefined;
  if (title === "" && !unread && raw.problems.length === 0) {
    const fix = raw.form === "labels" ? "Begin it with a line: # Title" : 'Add title = "…", or a line: # Title';
    problems.push({ line, problem: "The document has no title", fix });
  }
  const fix = `Use one line of at most ${maxTitleLength} characters`;
  if (title.length > maxTitleLength) problems.push({ line, problem: `The title has ${title.length} characters`, fix });
  if (/[\p{Cc}]/u.test(title)) problems.push({ line, problem: "The title holds control characters", fix });
  return title;
}

function readId(raw: RawDocument, hints: DocumentHints, title: string, problems: DocumentProblem[]): string {
  if (raw.id) {
    const read = readValue("id", raw.id.value);
    if (read.ok && typeof read.value === "string") return read.value;
    if (!read.ok) problems.push({ line: raw.id.line, problem: `"id": ${read.problem}`, fix: read.fix });
    return "";
  }
  const hinted = typeof hints.id === "function" ? hints.id(title) : hints.id;
  if (hinted !== undefined && isSafeId(hinted)) return hinted;
  if (raw.problems.length > 0) return "";
  const problem = hinted === undefined ? "The document has no id" : `"${hinted}" cannot be an id`;
  problems.push({ line: 1, problem, fix: raw.form === "labels" ? "Add a line: Task-ID: some-id" : 'Add id = "some-id"' });
  return "";
}

/** What the runtime acts upon, and what is for readers. The root is found as the older tools did (fact sheet 2.3, "effective root spec"). */
function divided(
  kind: WorkKind,
  title: string,
  values: ReadonlyMap<string, FieldValue>,
): { fields: WorkFields; details: Record<string, FieldValue> } {
  const { depends_on, priority, run, fix, checks, paths, root, ...details } = Object.fromEntries(values);
  const fields: WorkFields = {
    ...emptyFields(title),
    dependsOn: list(depends_on),
    priority: typeof priority === "number" ? priority : 0,
    run: list(run),
    fix: list(fix),
    checks: list(checks),
    paths: list(paths),
    root: textOf(root) ?? textOf(kind === "task" ? details.spec_id : kind === "incident" ? details.source_spec_id : undefined),
  };
  return { fields, details };
}

function textOf(value: FieldValue | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function list(value: FieldValue | undefined): string[] {
  return Array.isArray(value) ? value : [];
}
