import process from "node:process";
import type { Output } from "../kernel/real/output.ts";
import { type Paper, paperOf } from "./text/paper.ts";

/** Paper for an output: with colours only on a terminal, without NO_COLOR (no-color.org) and --no-color. */
export function paperFor(output: Output, noColor: boolean): Paper {
  const { NO_COLOR = "", TERM } = process.env;
  const colour = output.isTerminal && !noColor && NO_COLOR === "" && TERM !== "dumb";
  return paperOf({ colour, columns: output.isTerminal ? output.columns() : null, now: Date.now() });
}
