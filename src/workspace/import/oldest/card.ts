import { emptyFields } from "../../../work/empty-fields.ts";
import { isSafeId } from "../../../work/ids.ts";
import { slugOf } from "../../../work/slug.ts";
import type { WorkFields } from "../../../work/work-document.ts";
import type { Entry } from "./split-cards.ts";

/** A heading of a card: `## 2026-01-05 - Title`, with a hyphen or a dash (reference, millrace-0.5 section 3.2). */
export const CARD_HEADING = /^##\s*(\d{4}-\d{2}-\d{2})\s*[-–—]\s*(\S.*)$/;

export interface Card {
  id: string;
  fields: WorkFields;
  /** Made by the taskmaster, which writes fields that no person does. */
  made: boolean;
  /** Values of fields that are not carried because they cannot be what they should. */
  odd: string[];
}

const FIELD = /^\s*(?:[-*]\s+)?\*\*([^*:]+):\*\*[ \t]*(.*)$/;
const MADE_BY_RUNTIME = ["phase step ids", "contract trace", "prompt source", "lane"];

/** What a card says in its field lines. Everything else in it is for readers. */
export function readCard({ date, title, text }: Entry): Card {
  const values = valuesOf(text);
  const odd: string[] = [];
  const safe = (names: string[], what: string): string[] =>
    names.filter((name) => {
      if (isSafeId(name)) return true;
      odd.push(`${what} "${name}"`);
      return false;
    });
  const stated = values.get("task-id")?.[0];
  const root = values.get("spec-id")?.[0];
  const fields: WorkFields = {
    ...emptyFields(title.trim().slice(0, 300)),
    dependsOn: safe(tokens(values.get("dependencies")), "the dependency"),
    checks: entries(values.get("verification commands")),
    paths: entries(values.get("files to touch") ?? values.get("files to touch (explicit)")).filter(isPath),
    root: root !== undefined && isSafeId(root) ? root : null,
  };
  return { id: stated ?? `${date}__${slugOf(title)}`, fields, made: MADE_BY_RUNTIME.some((name) => values.has(name)), odd };
}

/** Field name in small letters → its value's lines: what stands beside it, and the list below it. */
function valuesOf(text: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  let open: string[] | null = null;
  for (const line of text.split(/\r?\n/)) {
    const [, name, value = ""] = FIELD.exec(line) ?? [];
    if (name !== undefined) {
      open = value.trim() === "" ? [] : [value.trim()];
      values.set(name.trim().toLowerCase(), open);
    } else if (open && /^\s*[-*]\s+\S/.test(line)) open.push(line.replace(/^\s*[-*]\s+/, "").trim());
    else if (line.trim() !== "" && !/^\s/.test(line)) open = null;
  }
  return values;
}

function entries(lines: readonly string[] | undefined): string[] {
  const plain = (lines ?? []).map((line) => /^`([^`]+)`/.exec(line)?.[1] ?? line);
  return [...new Set(plain.filter((line) => line !== "" && !isNothing(line)))];
}

function tokens(lines: readonly string[] | undefined): string[] {
  return entries(lines).flatMap((line) => line.split(/[,;]\s*|\s+/).filter((token) => token !== "" && !isNothing(token)));
}

function isNothing(text: string): boolean {
  return /^(none|n\/a|-)\.?$/i.test(text);
}

function isPath(path: string): boolean {
  return !path.startsWith("/") && !path.split("/").includes("..") && !/\s/.test(path);
}
