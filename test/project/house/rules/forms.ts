import type { Finding } from "../finding.ts";
import { inCode, type SourceFile } from "../source-file.ts";

/** Everything is exported by its name; no test is left singled out. */
export const forms = (files: readonly SourceFile[]): Finding[] =>
  files.flatMap((file) => [
    ...inCode(file, /(?<![.\w$])export\s+default\b|(?<![.\w$])export\s*\{[^}]*\bas\s+default\b/g).map(({ line }) => ({
      rule: "default-export",
      file: file.path,
      line,
      what: "A default export has no name that one could search for",
      todo: "Export it by its name",
    })),
    ...(/\.test\.ts$/.test(file.path) ? inCode(file, /\b(?:it|describe)\.only\b/g) : []).map(({ line, found }) => ({
      rule: "only",
      file: file.path,
      line,
      what: `${found} keeps the other tests from running`,
      todo: "Take `.only` away",
    })),
  ]);
