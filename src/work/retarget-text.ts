import { isFrontMatter } from "./parse-front-matter.ts";
import { readDocument } from "./read-document.ts";
import type { WorkKind } from "./work-document.ts";

/**
 * A document in which one dependency is replaced, and not a byte beside it; null where it is not written so that this can be
 * done for certain. Only what reads back as meant is given.
 */
export function retargetText(text: string, of: { kind: WorkKind; id: string }, from: string, to: string): string | null {
  const lines = text.split(/(?<=\n)/);
  const range = isFrontMatter(lines.map((line) => line.replace(/^\uFEFF/, ""))) ? frontMatterRange(lines) : labelRange(lines);
  if (range === null) return null;
  const word = new RegExp(`(?<![A-Za-z0-9._-])${from.replaceAll(".", "\\.")}(?![A-Za-z0-9._-])`, "g");
  const replaced = lines.map((line, index) => (index >= range.start && index < range.end ? line.replace(word, to) : line)).join("");
  const before = dependencies(text, of);
  const after = dependencies(replaced, of);
  if (before === null || after === null) return null;
  const meant = [...new Set(before.map((id) => (id === from ? to : id)))];
  return JSON.stringify(meant) === JSON.stringify(after) ? replaced : null;
}

interface Range {
  start: number;
  end: number;
}

function frontMatterRange(lines: readonly string[]): Range | null {
  const start = lines.findIndex((line) => /^\s*("depends_on"|depends_on)\s*=/.test(line));
  if (start === -1) return null;
  const end = lines.findIndex((line, index) => index > start && (/^\s*["\w-]+\s*=/.test(line) || /^(\[|\+\+\+)/.test(line)));
  return end === -1 ? null : { start, end };
}

function labelRange(lines: readonly string[]): Range | null {
  const start = lines.findIndex((line) => /^Depends-On:\s*$/.test(line));
  if (start === -1) return null;
  const end = lines.findIndex((line, index) => index > start && !/^\s*(-\s.*)?\s*$/.test(line));
  return { start: start + 1, end: end === -1 ? lines.length : end };
}

function dependencies(text: string, of: { kind: WorkKind; id: string }): string[] | null {
  const read = readDocument(text, of);
  return read.ok ? read.document.fields.dependsOn : null;
}
