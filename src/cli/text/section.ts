import type { Paper } from "./paper.ts";

/** The paper within a section: its lines are indented. */
export function withinSection(paper: Paper): Paper {
  return { ...paper, columns: paper.columns === null ? null : Math.max(10, paper.columns - 2) };
}

/** Lines under a heading, behind an empty line; nothing where there are none. */
export function section(title: string, lines: readonly string[], paper: Paper): string[] {
  return lines.length === 0 ? [] : ["", paper.bold(title), ...lines.map((line) => `  ${line}`)];
}
