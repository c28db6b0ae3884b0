import { suggest } from "../check/nearest.ts";
import type { LoopProblem, LoopProblemCode } from "../problem.ts";

export type Table = Readonly<Record<string, unknown>>;

/** Reads a parsed document piece by piece and notes everything that is wrong on the way. */
export class Report {
  readonly problems: LoopProblem[] = [];

  add(code: LoopProblemCode, path: string, message: string, fix: string): void {
    this.problems.push({ code, path, message, fix });
  }

  /** The value when it has that type; else null, with a problem. */
  string(path: string, value: unknown, fix: string): string | null {
    return typeof value === "string" ? value : this.wrong(path, value, "text", fix);
  }

  /** A list of names, or one name alone. */
  strings(path: string, value: unknown, fix: string): string[] | null {
    const list = typeof value === "string" ? [value] : value;
    if (Array.isArray(list) && list.every((item) => typeof item === "string")) return list;
    return this.wrong(path, value, "a list of names", fix);
  }

  table(path: string, value: unknown, fix: string): Table | null {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return this.wrong(path, value, "a table", fix);
    // JSON may hold such a key, and assigning it would change a prototype instead of adding a state.
    if (Object.hasOwn(value, "__proto__")) this.add("loop.bad-name", path, `"__proto__" in "${path}" cannot name anything.`, "Rename it.");
    return value as Table;
  }

  /** Notes every key of a table that is not known, with the nearest one that is. */
  onlyKeys(path: string, table: Table, known: readonly string[]): void {
    for (const key of Object.keys(table)) {
      if (known.includes(key)) continue;
      this.add("loop.unknown-key", path === "" ? key : `${path}.${key}`, `The key "${key}" is not known here.`, suggest(key, known));
    }
  }

  private wrong(path: string, value: unknown, wanted: string, fix: string): null {
    if (value === undefined) this.add("loop.missing-key", path, `"${path}" is missing.`, fix);
    else this.add("loop.wrong-type", path, `"${path}" is ${show(value)}, not ${wanted}.`, fix);
    return null;
  }
}

/** A value as it reads in a message. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
