import { emptyFields } from "./empty-fields.ts";
import { firstHeading } from "./lines.ts";
import { parseDocument } from "./parse-document.ts";
import type { DocumentHints, ParsedDocument } from "./parsed-document.ts";

const maxTitleLength = 300;

/**
 * Reads a document as `parseDocument` does; an idea may also be plain text, as the older tools took it: its title is its
 * first heading or line.
 */
export function readDocument(text: string, hints: DocumentHints): ParsedDocument {
  const parsed = parseDocument(text, hints);
  if (parsed.ok || hints.kind !== "idea" || /^\uFEFF?\+\+\+/.test(text)) return parsed;
  const title = titleOf(text);
  const id = typeof hints.id === "function" ? hints.id(title) : hints.id;
  if (title === "" || id === undefined || parsed.problems.some(({ line }) => line === null)) return parsed;
  return { ok: true, document: { kind: "idea", id, fields: emptyFields(title) }, form: "labels", body: text, details: {} };
}

function titleOf(text: string): string {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const first = firstHeading(lines) ?? lines.find((line) => line.trim() !== "") ?? "";
  return first
    .replace(/^#+\s*/, "")
    .replace(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, maxTitleLength);
}
