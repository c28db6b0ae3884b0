import type { Finding } from "../finding.ts";
import { isPure } from "../layers.ts";
import { inCode, type SourceFile } from "../source-file.ts";

const world = new RegExp(
  [
    String.raw`\bDate\.now\b`,
    String.raw`\bnew\s+Date\b(?!\s*\(\s*[^\s)])`,
    String.raw`(?<!\bnew\s+|[.\w$])Date\s*\(`,
    String.raw`\bMath\.random\b`,
    String.raw`\bperformance\b`,
    String.raw`\bTemporal\.Now\b`,
    String.raw`(?<![.\w$])(?:crypto|process)\.\w+`,
    String.raw`(?<![.\w$])set(?:Timeout|Interval|Immediate)\b`,
    String.raw`(?<![.\w$])fetch\s*\(`,
  ].join("|"),
  "g",
);
const worldly = /^(node:|bun$|bun:|nanoid\b|isomorphic-git\b)/;

/** What decides and what folds reaches nothing of the world, so that it gives the same answer in every replay. */
export const purity = (files: readonly SourceFile[]): Finding[] =>
  files
    .filter(({ path }) => isPure(path))
    .flatMap((file) => [
      ...file.imports
        .filter(({ specifier, typeOnly }) => worldly.test(specifier) && !typeOnly)
        .map(({ specifier, line }) => breach(file, line, `imports "${specifier}"`)),
      ...inCode(file, world).map(({ line, found }) => breach(file, line, `uses ${found.trim()}`)),
    ]);

const breach = (file: SourceFile, line: number, what: string): Finding => ({
  rule: "purity",
  file: file.path,
  line,
  what: `Pure code ${what}`,
  todo: "Hand the value in as an argument (time, ids and randomness come with the command)",
});
