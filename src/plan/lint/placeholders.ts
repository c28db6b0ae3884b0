import type { LintFinding } from "./lint-finding.ts";

/** What writers leave where something is still to be said. */
const marks = /\b(?:TODO|TBD|FIXME|XXX)\b|\{\{[^}]*\}\}|<(?:your|insert|fill|todo)\b[^>]*>|\blorem ipsum\b/i;

/** Lines in which something is still to be filled in; what stands in code is meant as it stands. */
export function placeholders(lines: readonly string[]): LintFinding[] {
  return lines.flatMap((text, index) => {
    const found = marks.exec(text.replaceAll(/`[^`]*`/g, ""))?.[0];
    return found === undefined
      ? []
      : [{ line: index + 1, message: `"${found}" is still to be filled in`, fix: "Say it, or take the line out" }];
  });
}
