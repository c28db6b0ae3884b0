import { flagOf, type Params } from "../../operations/params.ts";
import { placeName } from "../arguments/read-arguments.ts";
import type { Paper } from "../text/paper.ts";
import { paramText, valueName } from "./synopsis.ts";

/** One line for each parameter: how it is typed, and what it is for. */
export function optionLines(params: Params, paper: Paper): string[] {
  const rows = Object.entries(params).map(([name, param]): [string, string] => {
    if (param.positional !== undefined) return [placeName(name, param), paramText(param)];
    const short = param.short === undefined ? "" : `-${param.short}, `;
    return [`${short}--${flagOf(name, param)} ${valueName(name, param)}`.trimEnd(), paramText(param)];
  });
  return twoColumns(rows, paper);
}

/** Texts side by side; the right one begins on a line of its own where the left one is long. */
export function twoColumns(rows: readonly (readonly [left: string, right: string])[], paper: Paper): string[] {
  const width = Math.min(28, Math.max(0, ...rows.map(([left]) => left.length)));
  return rows.flatMap(([left, right]) => {
    const typed = paper.cyan(left.padEnd(width));
    return left.length <= width ? [`  ${typed}  ${right}`] : [`  ${typed}`, `  ${" ".repeat(width)}  ${right}`];
  });
}
