import { parse, TomlError } from "smol-toml";
import { type KeyLines, keyLines } from "./key-lines.ts";

export type ReadToml =
  | { ok: true; table: Record<string, unknown>; lines: KeyLines }
  | { ok: false; line: number; column: number; problem: string };

/** Parses TOML with the line of every key, or says where it is malformed (line and column from 1). */
export function readToml(text: string): ReadToml {
  try {
    const table: Record<string, unknown> = parse(text);
    return { ok: true, table, lines: keyLines(text) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [first = ""] = error.message.split("\n");
    const problem = first.replace(/^Invalid TOML document: /, "");
    return { ok: false, line: error.line, column: error.column, problem };
  }
}
