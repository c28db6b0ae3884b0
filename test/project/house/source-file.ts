import { type Import, importsOf } from "./imports.ts";
import { type Lexed, lex, lineAt } from "./lex.ts";

/** A TypeScript file, read once for all rules. */
export interface SourceFile {
  /** From the root of the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly lexed: Lexed;
  readonly imports: readonly Import[];
}

export function sourceFile(path: string, text: string): SourceFile {
  const lexed = lex(text);
  return { path, text, lexed, imports: importsOf(lexed, path) };
}

/** Every place, with its line, where a pattern stands in the code (not in comments or strings). */
export const inCode = (file: SourceFile, pattern: RegExp): { readonly line: number; readonly found: string }[] =>
  [...file.lexed.code.matchAll(pattern)].map((match) => ({ line: lineAt(file.text, match.index), found: match[0] }));
