import { buildDocument } from "./fields/build-document.ts";
import { isFrontMatter, parseFrontMatter } from "./parse-front-matter.ts";
import { parseLabels } from "./parse-labels.ts";
import type { DocumentHints, ParsedDocument } from "./parsed-document.ts";

/** Longest document in UTF-16 units. */
export const maxDocumentLength = 1024 * 1024;

/**
 * Reads a work document in either grammar: `+++` TOML front matter with a free body, or the labels of the older systems
 * (`# Title`, `Task-ID: …`). Tells all problems at once. What the document itself says wins over `hints`: the caller
 * compares where the two must agree.
 *
 * @example parseDocument('+++\nkind = "task"\nid = "sum"\ntitle = "Fix the sum"\n+++\n')
 */
export function parseDocument(text: string, hints: DocumentHints = {}): ParsedDocument {
  if (text.length > maxDocumentLength) return refuse(`The document has ${text.length} characters`, `Keep it under ${maxDocumentLength}`);
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const first = lines[0]?.trim() ?? "";
  if (first === "---") return refuse('YAML front matter ("---") is not read', 'Write TOML between two lines "+++"', 1);
  const read = isFrontMatter(lines) ? parseFrontMatter(lines) : parseLabels(lines, hints.kind);
  return buildDocument(read, hints);
}

function refuse(problem: string, fix: string, line: number | null = null): ParsedDocument {
  return { ok: false, problems: [{ line, problem, fix }] };
}
