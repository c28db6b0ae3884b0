import type { Finding } from "../finding.ts";
import type { SourceFile } from "../source-file.ts";

/** A file does not import, not even types, from a file that re-exports it. */
export function barrels(files: readonly SourceFile[]): Finding[] {
  const exportedBy = new Map<string, Set<string>>();
  for (const { path, imports } of files) {
    for (const { kind, target } of imports) {
      if (kind === "export" && target) exportedBy.set(target, (exportedBy.get(target) ?? new Set()).add(path));
    }
  }
  return files.flatMap((file) =>
    file.imports
      .filter(({ target }) => target !== undefined && exportedBy.get(file.path)?.has(target))
      .map(({ target, line }) => ({
        rule: "barrel-cycle",
        file: file.path,
        line,
        what: `${target} re-exports this file, which imports from it`,
        todo: "Import from the file that defines the name",
      })),
  );
}
