import { nearest } from "../kernel/nearest.ts";
import type { DocumentProblem } from "./document-problem.ts";
import { specByKey, workKinds } from "./fields/field-table.ts";
import type { RawDocument } from "./fields/raw-document.ts";
import { firstHeading, trimBlankLines } from "./lines.ts";
import { lineOf } from "./toml/key-lines.ts";
import { readToml } from "./toml/read-toml.ts";
import type { WorkKind } from "./work-document.ts";

const fence = "+++";

/** True when the document begins with the line `+++`. */
export function isFrontMatter(lines: readonly string[]): boolean {
  return lines[0]?.trimEnd() === fence;
}

/** Reads `+++` TOML front matter and a free body. */
export function parseFrontMatter(lines: readonly string[]): RawDocument {
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === fence);
  const empty: RawDocument = { form: "front-matter", kind: null, id: null, heading: null, fields: [], body: "", problems: [] };
  if (end === -1) {
    const fix = `Close it with a line "${fence}" before the text`;
    return { ...empty, problems: [{ line: 1, problem: "The front matter does not end", fix }] };
  }
  const bodyLines = lines.slice(end + 1);
  const toml = readToml(lines.slice(1, end).join("\n"));
  if (!toml.ok) {
    const problem = `Malformed TOML at column ${toml.column}: ${toml.problem}`;
    return { ...empty, problems: [{ line: toml.line + 1, problem, fix: "Mend the front matter; text values need quotes" }] };
  }
  const read: RawDocument = { ...empty, heading: firstHeading(bodyLines), body: trimBlankLines(bodyLines) };
  for (const [key, value] of Object.entries(toml.table)) {
    const line = (lineOf(toml.lines, [key]) ?? 0) + 1;
    if (key === "id") read.id = { value, line };
    else if (key === "kind") takeKind(read, value, line);
    else if (specByKey.has(key)) read.fields.push({ key, value, line });
    else read.problems.push(unknownKey(key, line));
  }
  return read;
}

function takeKind(read: RawDocument, value: unknown, line: number): void {
  const kind = workKinds.find((known) => known === value);
  if (kind) read.kind = kind;
  else read.problems.push({ line, problem: `${JSON.stringify(value)} is not a kind of work`, fix: suggestion(value, workKinds) });
}

function suggestion(value: unknown, kinds: readonly WorkKind[]): string {
  const near = typeof value === "string" ? nearest(value, kinds) : undefined;
  return near ? `Did you mean "${near}"?` : `Use one of ${kinds.join(", ")}`;
}

function unknownKey(key: string, line: number): DocumentProblem {
  const near = nearest(key, ["id", "kind", ...specByKey.keys()]);
  const fix = near ? `Did you mean "${near}"?` : "Remove it, or say it in the text below the front matter";
  return { line, problem: `Unknown field "${key}"`, fix };
}
