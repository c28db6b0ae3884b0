import type { z as Zod } from "zod";
import { nearest } from "../../kernel/nearest.ts";
import { type KeyLines, lineOf } from "../../work/toml/key-lines.ts";
import { keyPath } from "../../work/toml/key-path.ts";
import type { PlanProblem } from "../problem.ts";
import { expectation } from "./expectation.ts";
import { olderKeys } from "./older-keys.ts";

/** A document as read, and the file that messages name. */
export interface Source {
  file: string;
  lines: KeyLines;
}

/** Holds a parsed document to a schema. Tells every problem at once, with path, line, value and what was expected. */
export function validate<T>(
  z: typeof Zod,
  schema: Zod.ZodType<T>,
  table: unknown,
  source: Source,
): { ok: true; value: T } | { ok: false; problems: PlanProblem[] } {
  const parsed = schema.safeParse(table, { reportInput: true });
  if (parsed.success) return { ok: true, value: parsed.data };
  const tree: unknown = z.toJSONSchema(schema, { io: "input" });
  const problems = parsed.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => unknownKey(tree, [...issue.path, key], source))
      : [badValue(issue, source)],
  );
  return { ok: false, problems: problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}

function badValue(issue: Zod.core.$ZodIssue, { file, lines }: Source): PlanProblem {
  const line = lineOf(lines, issue.path);
  const { expected, fix } = expectation(issue);
  const message = issue.input === undefined ? `${expected} is missing` : `${shown(issue.input)} is not ${expected}`;
  return { code: "config.bad-value", path: keyPath(issue.path), message, fix, file, ...(line ? { line } : {}) };
}

function unknownKey(tree: unknown, path: readonly PropertyKey[], { file, lines }: Source): PlanProblem {
  const key = String(path.at(-1));
  const parent = path.slice(0, -1);
  const line = lineOf(lines, path);
  const known = keysAt(tree, parent);
  const message = parent.length === 0 ? `Unknown section or key "${key}"` : `Unknown key "${key}" in ${keyPath(parent)}`;
  const fix = suggestion(tree, path, key, known);
  return { code: "config.unknown-key", path: keyPath(path), message, fix, file, ...(line ? { line } : {}) };
}

function suggestion(tree: unknown, path: readonly PropertyKey[], key: string, known: readonly string[]): string {
  const older = olderKeys.get(keyPath(path));
  if (older) return `Its place is now ${older}`;
  const near = nearest(key, known);
  if (near) return `Did you mean "${near}"?`;
  const elsewhere = Object.keys(propertiesAt(tree, [])).find((section) => Object.hasOwn(propertiesAt(tree, [section]), key));
  if (elsewhere) return `Did you mean ${elsewhere}.${key}?`;
  return `Remove it; known here: ${known.join(", ")}`;
}

/** The keys that a JSON Schema allows at a path: each with a schema of its own, or as the names of one. */
function keysAt(tree: unknown, path: readonly PropertyKey[]): string[] {
  const { properties, propertyNames } = nodeAt(tree, path);
  const names = asTable(propertyNames).enum;
  return [...Object.keys(asTable(properties)), ...(Array.isArray(names) ? names.map(String) : [])];
}

const propertiesAt = (tree: unknown, path: readonly PropertyKey[]): Record<string, unknown> => asTable(nodeAt(tree, path).properties);

function nodeAt(tree: unknown, path: readonly PropertyKey[]): Record<string, unknown> {
  let node = asTable(tree);
  for (const key of path) node = asTable(asTable(node.properties)[String(key)] ?? node.additionalProperties);
  return node;
}

function asTable(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function shown(value: unknown): string {
  const text = value instanceof Date ? value.toISOString() : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
