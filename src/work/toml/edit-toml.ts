import { parse } from "smol-toml";
import { keyPath } from "./key-path.ts";
import { type TomlPiece, TomlScanner } from "./scanner.ts";

type Table = Record<string, unknown>;

/**
 * A TOML text with a key set to a value (TOML text), everything else as it is: comments, order, line ends. A key that stands in a
 * comment, as in a file of commented defaults, is put there. Null where it cannot be done without rewriting the file.
 */
export function setTomlKey(text: string, keys: readonly string[], value: string): string | null {
  const wanted: Table = parse(text);
  if (!assign(wanted, keys, parse(`value = ${value}`).value)) return null;
  return firstFitting(text, wanted, [
    () => replaceValue(text, keys, value),
    () => uncommentPair(text, keys, value),
    () => insertIntoInline(text, keys, value),
    () => insertIntoTable(text, keys, value),
    () => uncommentTable(text, keys, value),
    () => appendTable(text, keys, value),
  ]);
}

/** A TOML text without a key, or without all keys of a table; comments stay. Null where there is no such key, or it cannot be done so. */
export function unsetTomlKey(text: string, keys: readonly string[]): string | null {
  const wanted: Table = parse(text);
  remove(wanted, keys);
  const here = piecesOf(text).filter((piece) => isBelow(piece.keys, keys));
  if (here.length === 0) return null;
  const inline = here.find((piece) => piece.type === "pair" && piece.inline && piece.keys.length === keys.length);
  return firstFitting(text, wanted, [
    () => here.filter(isOutermost).reduceRight((rest, piece) => withoutLines(rest, piece.from, piece.to), text),
    () => (inline ? withoutMember(text, inline) : null),
  ]);
}

/** The first edit after which the text says exactly what is wanted: an edit is a guess, and this is its proof. */
function firstFitting(text: string, wanted: Table, edits: readonly (() => string | null)[]): string | null {
  const goal = JSON.stringify(sorted(wanted));
  for (const edit of edits) {
    const edited = edit();
    if (edited !== null && edited !== text && says(edited) === goal) return edited;
  }
  return goal === JSON.stringify(sorted(parse(text))) ? text : null;
}

function says(text: string): string | null {
  try {
    return JSON.stringify(sorted(parse(text)));
  } catch {
    return null; // an edit that does not fit this text
  }
}

function piecesOf(text: string): TomlPiece[] {
  const pieces: TomlPiece[] = [];
  new TomlScanner(
    text,
    () => undefined,
    (piece) => pieces.push(piece),
  ).document();
  return pieces;
}

function replaceValue(text: string, keys: readonly string[], value: string): string | null {
  const pair = piecesOf(text).find((piece) => piece.type === "pair" && isSame(piece.keys, keys));
  return pair?.type === "pair" ? text.slice(0, pair.value) + value + text.slice(pair.to) : null;
}

/** `# key = old   # why` in the section of its table, or of the comment that stands for it. */
function uncommentPair(text: string, keys: readonly string[], value: string): string | null {
  const table = keys.slice(0, -1);
  const heading = headingOf(text, table);
  if (heading === null) return null;
  const section = text.slice(heading.to, sectionEnd(text, heading.to));
  const found = new RegExp(`^#[ \\t]*${escaped(keyPath(keys.slice(-1)))}[ \\t]*=[^\\n#]*?([ \\t]*(?:#[^\\n]*)?)(\\r?)$`, "m").exec(section);
  if (!found) return null;
  const at = heading.to + found.index;
  const line = `${keyPath(keys.slice(-1))} = ${value}${found[1] ?? ""}${found[2] ?? ""}`;
  const edited = text.slice(0, at) + line + text.slice(at + found[0].length);
  return heading.commented ? edited.slice(0, heading.from) + edited.slice(heading.from).replace(/^#[ \t]*/, "") : edited;
}

function insertIntoInline(text: string, keys: readonly string[], value: string): string | null {
  const parent = piecesOf(text).find((piece) => piece.type === "pair" && isSame(piece.keys, keys.slice(0, -1)));
  if (parent?.type !== "pair" || text[parent.to - 1] !== "}") return null;
  const before = text.slice(0, parent.to - 1).trimEnd();
  return `${before}${before.endsWith("{") ? " " : ", "}${keyPath(keys.slice(-1))} = ${value} ${text.slice(parent.to - 1)}`;
}

/** Behind the last key of its table, or behind its heading. */
function insertIntoTable(text: string, keys: readonly string[], value: string): string | null {
  const table = keys.slice(0, -1);
  const pieces = piecesOf(text);
  const heading = pieces.findIndex((piece) => piece.type === "table" && isSame(piece.keys, table));
  if (heading === -1 && table.length > 0) return null;
  let last = heading;
  while (pieces[last + 1]?.type === "pair") last++;
  const line = `${keyPath(keys.slice(-1))} = ${value}`;
  const end = pieces[last]?.to;
  if (end === undefined) return `${line}\n${text}`;
  const at = lineEnd(text, end);
  return `${text.slice(0, at)}${newline(text)}${line}${text.slice(at)}`;
}

/** `# [table]` becomes the heading that it shows. */
function uncommentTable(text: string, keys: readonly string[], value: string): string | null {
  const heading = headingOf(text, keys.slice(0, -1));
  if (heading?.commented !== true) return null;
  const written = text
    .slice(heading.from, heading.to)
    .replace(/^#[ \t]*/, "")
    .trimEnd();
  const line = `${newline(text)}${keyPath(keys.slice(-1))} = ${value}`;
  return text.slice(0, heading.from) + written + line + text.slice(lineEnd(text, heading.to));
}

function appendTable(text: string, keys: readonly string[], value: string): string | null {
  const end = newline(text);
  const gap = text === "" || text.endsWith(end + end) ? "" : text.endsWith("\n") ? end : end + end;
  return `${text}${gap}[${keyPath(keys.slice(0, -1))}]${end}${keyPath(keys.slice(-1))} = ${value}${end}`;
}

/** The line of a table's heading, or of the comment that shows one. */
function headingOf(text: string, table: readonly string[]): { from: number; to: number; commented: boolean } | null {
  if (table.length === 0) return null;
  const found = new RegExp(`^(#?)[ \\t]*\\[${escaped(keyPath(table))}\\][ \\t]*(?:#[^\\n]*)?$`, "m").exec(text.replaceAll("\r", " "));
  return found ? { from: found.index, to: found.index + found[0].length, commented: found[1] === "#" } : null;
}

/** Where the next heading stands, written or shown in a comment. */
function sectionEnd(text: string, from: number): number {
  const next = /^#?[ \t]*\[/m.exec(text.slice(from + 1));
  return next ? from + 1 + next.index : text.length;
}

/** A member of an inline table, with the comma that its absence makes superfluous. */
function withoutMember(text: string, { from, to }: TomlPiece): string {
  const after = /^\s*,\s*/.exec(text.slice(to));
  if (after) return text.slice(0, from) + text.slice(to + after[0].length);
  return text.slice(0, from).replace(/,?\s*$/, " ") + text.slice(to).trimStart();
}

function withoutLines(text: string, from: number, to: number): string {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const end = text.indexOf("\n", to);
  return text.slice(0, start) + (end === -1 ? "" : text.slice(end + 1));
}

const isOutermost = (piece: TomlPiece): boolean => piece.type === "table" || !piece.inline;
const isSame = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && isBelow(a, b);
const isBelow = (keys: readonly string[], above: readonly string[]): boolean => above.every((key, index) => keys[index] === key);
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const newline = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");

/** Where the line of a place ends, its line end excluded. */
function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  if (end === -1) return text.length;
  return text[end - 1] === "\r" ? end - 1 : end;
}

/** False when something on the way is no table. */
function assign(table: Table, keys: readonly string[], value: unknown): boolean {
  let at = table;
  for (const key of keys.slice(0, -1)) {
    const next = at[key] ?? {};
    if (typeof next !== "object" || Array.isArray(next) || next instanceof Date) return false;
    at[key] = next;
    at = next as Table;
  }
  at[keys.at(-1) ?? ""] = value;
  return true;
}

function remove(table: Table, keys: readonly string[]): void {
  let at: Table | undefined = table;
  for (const key of keys.slice(0, -1)) at = at?.[key] as Table | undefined;
  if (at) delete at[keys.at(-1) ?? ""];
}

/** Members in order of name and without empty tables, so that equal contents give equal text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const members = Object.entries(value).map(([key, member]) => [key, sorted(member)] as const);
  const full = members.filter(([, member]) => !isEmptyTable(member));
  return Object.fromEntries(full.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isEmptyTable(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date) && Object.keys(value).length === 0
  );
}
