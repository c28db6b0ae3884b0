import { posix } from "node:path";
import { type Lexed, type Literal, lineAt } from "./lex.ts";

export interface Import {
  readonly specifier: string;
  /** The path from the root of the project; undefined for packages, `node:` and the like. */
  readonly target: string | undefined;
  readonly line: number;
  readonly kind: "import" | "export" | "dynamic";
  /** Nothing of it is left at run time. */
  readonly typeOnly: boolean;
}

/** Every import and re-export of a file, also over several lines, dynamic, or of types alone. */
export function importsOf(lexed: Lexed, path: string): Import[] {
  return lexed.literals.flatMap((literal) => {
    const after = lexed.code.slice(literal.start + literal.text.length + 1, literal.start + literal.text.length + 80);
    const how = howImported(lexed.code.slice(Math.max(0, literal.start - 4000), literal.start - 1), after);
    if (!how) return [];
    return [{ ...how, specifier: literal.text, target: targetOf(literal, path), line: lineAt(lexed.code, literal.start) }];
  });
}

function howImported(before: string, after: string): Pick<Import, "kind" | "typeOnly"> | undefined {
  // A promise has no member with a capital: `import("x").Name` is a type.
  if (/(?<![.\w$])import\s*\(\s*$/.test(before)) {
    return { kind: "dynamic", typeOnly: /\btypeof\s+import\s*\(\s*$/.test(before) || /^\s*\)\s*\.\s*[A-Z]/.test(after) };
  }
  if (/(?<![.\w$])import\s*$/.test(before)) return { kind: "import", typeOnly: false };
  const clause = /(?<![.\w$])(import|export)\b((?:(?!(?<![.\w$])(?:import|export)\b)[^;="'`()])*)\bfrom\s*$/.exec(before);
  if (!clause) return undefined;
  return { kind: clause[1] === "export" ? "export" : "import", typeOnly: isTypeOnly(clause[2] ?? "") };
}

function isTypeOnly(clause: string): boolean {
  if (/^\s*type\s+[\w${*]/.test(clause)) return true;
  const names = /^\s*\{([\s\S]*)\}\s*$/.exec(clause)?.[1];
  if (names === undefined) return false;
  const listed = names.split(",").filter((name) => name.trim() !== "");
  return listed.length > 0 && listed.every((name) => /^\s*type\s+\S/.test(name));
}

const targetOf = (literal: Literal, path: string): string | undefined =>
  /^\.{1,2}\//.test(literal.text) ? posix.join(posix.dirname(path), literal.text) : undefined;
