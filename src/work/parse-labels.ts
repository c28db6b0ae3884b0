import type { DocumentProblem } from "./document-problem.ts";
import { type FieldSpec, idLabels, isList, specByLabel } from "./fields/field-table.ts";
import type { RawField } from "./fields/field-value.ts";
import type { RawDocument } from "./fields/raw-document.ts";
import { insideCode, trimBlankLines } from "./lines.ts";
import type { WorkKind } from "./work-document.ts";

const fieldLine = /^([A-Za-z][A-Za-z0-9-]*):(.*)$/;

/** The list that lines may still belong to. */
interface OpenField {
  field: RawField;
  spec: FieldSpec;
  /** A blank line came since its last line. */
  parted: boolean;
}

/**
 * Reads the label grammar of millrace 0.5 to 0.16 (fact sheet 2.3), without its faults: items after a blank line are kept,
 * so is the text between fields, and only known labels are fields, so that `Note: x` is text. Nothing in code blocks is a field.
 */
export function parseLabels(lines: readonly string[], expected?: WorkKind): RawDocument {
  const fields = new Map<string, RawField>();
  const problems: DocumentProblem[] = [];
  const body: string[] = [];
  const code = insideCode(lines);
  let heading: string | null = null;
  let open: OpenField | null = null;

  for (const [index, text] of lines.entries()) {
    const line = index + 1;
    const field = code[index] ? null : knownField(text);
    if (field) {
      open = beginField(field, line, fields, problems);
      continue;
    }
    const mistyped = code[index] ? null : mistypedLabel(text, line);
    if (mistyped) {
      problems.push(mistyped);
      open = null;
      continue;
    }
    if (heading === null && !code[index] && /^# \s*\S/.test(text)) {
      heading = text.slice(2).trim();
      continue;
    }
    if (open && !code[index]) {
      if (text.trim() === "") {
        open.parted = true;
        body.push("");
        continue;
      }
      if (takesLine(open, text, line, problems)) continue;
    }
    open = null;
    body.push(text);
  }
  return {
    form: "labels",
    ...identity(fields, expected),
    heading,
    fields: [...fields.values()],
    body: trimBlankLines(squeezed(body)),
    problems,
  };
}

function knownField(text: string): { spec: FieldSpec; value: string } | null {
  const [, label = "", value = ""] = fieldLine.exec(text.trimEnd()) ?? [];
  const spec = specByLabel.get(label);
  return spec ? { spec, value: value.trim() } : null;
}

/** A label with a typing error would lose what it says without a word. Only labels of several words are sure not to be prose. */
function mistypedLabel(text: string, line: number): DocumentProblem | null {
  const label = fieldLine.exec(text)?.[1] ?? "";
  if (!label.includes("-")) return null;
  const near = [...specByLabel.keys()].find((known) => known.includes("-") && differsLittle(label, known));
  if (near === undefined) return null;
  return { line, problem: `Unknown field "${label}"`, fix: `Did you mean "${near}"? If it is text, begin the line otherwise` };
}

/** True when two words differ in at most two neighbouring letters. */
function differsLittle(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length);
  let same = 0;
  while (same < longest && a[same] === b[same]) same++;
  let ending = 0;
  while (same + ending < Math.min(a.length, b.length) && a.at(-1 - ending) === b.at(-1 - ending)) ending++;
  return longest - same - ending <= 2;
}

function beginField(
  { spec, value }: { spec: FieldSpec; value: string },
  line: number,
  fields: Map<string, RawField>,
  problems: DocumentProblem[],
): OpenField | null {
  const earlier = fields.get(spec.key);
  if (earlier) {
    problems.push({ line, problem: `"${spec.label}" was given on line ${earlier.line} already`, fix: "Keep one of them" });
    return null;
  }
  if (isList(spec.shape) && value !== "") {
    problems.push({
      line,
      problem: `"${spec.label}" is a list, but "${value}" stands beside it`,
      fix: `Write "- ${value}" on the next line`,
    });
    return null;
  }
  const field: RawField = { key: spec.key, value: isList(spec.shape) ? [] : value, line };
  if (isList(spec.shape) || value !== "") fields.set(spec.key, field);
  return { field, spec, parted: false };
}

/** True when the line belongs to the open field, or is wrong where it stands. */
function takesLine({ field, spec, parted }: OpenField, text: string, line: number, problems: DocumentProblem[]): boolean {
  const item = /^\s*- (.*)$/.exec(text)?.[1]?.trim();
  if (Array.isArray(field.value) && item) {
    field.value.push(item);
    return true;
  }
  if (parted) return false;
  if (Array.isArray(field.value)) {
    problems.push({
      line,
      problem: `"${text.trim()}" stands in the list "${spec.label}" but is no item`,
      fix: 'Begin it with "- ", or leave a line free',
    });
    return true;
  }
  if (item === undefined || field.value !== "") return false;
  problems.push({ line, problem: `"${spec.label}" takes one value, not a list`, fix: `Write it on one line: ${spec.label}: ${item}` });
  return true;
}

/** The document's kind and id. A task may also name a spec or an incident, so the expected kind's own label comes first. */
function identity(fields: Map<string, RawField>, expected?: WorkKind): Pick<RawDocument, "kind" | "id"> {
  const own = idLabels.filter(([kind]) => kind === expected);
  for (const [kind, label] of [...own, ...idLabels]) {
    const key = specByLabel.get(label)?.key ?? "";
    const field = fields.get(key);
    if (!field) continue;
    fields.delete(key);
    return { kind, id: { value: field.value, line: field.line } };
  }
  return { kind: null, id: null };
}

/** Fields leave blank lines behind: at most one of them in a row stays. */
function squeezed(lines: readonly string[]): string[] {
  const code = insideCode(lines);
  return lines.filter((line, index) => code[index] || line.trim() !== "" || lines[index - 1]?.trim() !== "");
}
