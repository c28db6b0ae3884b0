import type { Finding } from "../finding.ts";
import { inCode, type SourceFile } from "../source-file.ts";

const bound = /(?<![.\w$])(?:Bun|Deno)\s*\.\s*\w+|\bimport\.meta\.(?:dir|file|path|env|require)\b/g;

/** The same source runs under Bun and Deno: what belongs to one runtime stands behind an adapter in `src/kernel`. */
export const runtime = (files: readonly SourceFile[]): Finding[] =>
  files
    .filter(({ path }) => /^(src|machines|publish|assets)\/|^millrace\.ts$/.test(path) && !path.startsWith("src/kernel/"))
    .flatMap((file) => [
      ...file.imports
        .filter(({ specifier }) => /^bun(?::|$)/.test(specifier))
        .map(({ specifier, line }) => breach(file, line, `"${specifier}"`)),
      ...inCode(file, bound).map(({ line, found }) => breach(file, line, found)),
    ]);

const breach = (file: SourceFile, line: number, found: string): Finding => ({
  rule: "runtime",
  file: file.path,
  line,
  what: `${found} belongs to one runtime`,
  todo: "Use node:* or a web standard, or put an adapter into src/kernel (of import.meta: dirname, filename, main)",
});
