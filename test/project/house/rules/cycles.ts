import type { Finding } from "../finding.ts";
import type { SourceFile } from "../source-file.ts";

/** No file imports itself by any way round. Types do not count: they are gone at run time. */
export function cycles(files: readonly SourceFile[]): Finding[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const settled = new Set<string>();
  const findings: Finding[] = [];

  const walk = (file: SourceFile, way: readonly string[]): void => {
    if (settled.has(file.path)) return;
    const here = [...way, file.path];
    for (const one of file.imports) {
      const next = one.typeOnly || one.target === undefined ? undefined : byPath.get(one.target);
      if (!next) continue;
      const start = here.indexOf(next.path);
      if (start < 0) walk(next, here);
      else findings.push(cycle(file.path, one.line, [...here.slice(start), next.path]));
    }
    settled.add(file.path);
  };
  for (const file of files) walk(file, []);
  return findings;
}

const cycle = (file: string, line: number, way: readonly string[]): Finding => ({
  rule: "cycle",
  file,
  line,
  what: `This import closes a cycle: ${way.join(" -> ")}`,
  todo: "Move what both sides need into a file of its own, below them",
});
