import type { Paper } from "./paper.ts";

/** Lines under a heading, behind an empty line; nothing where there are none. */
export function section(title: string, lines: readonly string[], paper: Paper): string[] {
  return lines.length === 0 ? [] : ["", paper.bold(title), ...lines.map((line) => `  ${line}`)];
}
