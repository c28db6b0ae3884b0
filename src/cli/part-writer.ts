import type { Output } from "../kernel/real/output.ts";
import { paperFor } from "./paper-for.ts";
import { type PartRenderer, partRendererOf } from "./renderers.ts";
import { plainData } from "./text/plain.ts";
import { wrap } from "./text/wrap.ts";

/** Writes one piece of a result; `same` when nothing has changed since the last. */
export type PartWriter = (part: object, same: boolean) => void;

const HOME = "\u001b[H";
const CLEAR_LINE = "\u001b[K";
const CLEAR_BELOW = "\u001b[J";
const CLEAR_SCREEN = "\u001b[2J";
/** A line that is too long ends at the edge, so that each takes one row. */
const NO_WRAP = "\u001b[?7l";
const WRAP = "\u001b[?7h";

/** Writes the pieces of an operation's result for people, one after the other, or on a terminal over the last one where they are screens. */
export async function partWriter(name: string, output: Output, noColor: boolean): Promise<PartWriter> {
  const found = await partRendererOf(name);
  const textOf = (part: object): string => render(found.render, part, paperFor(output, noColor));
  if (!found.screen) return (part) => output.write(textOf(part));
  if (!output.isTerminal) {
    return (part, same) => {
      if (!same) output.write(`${textOf(part)}\n`);
    };
  }
  let begun = false;
  return (part) => {
    const lines = wrap(textOf(part).trimEnd(), output.columns())
      .split("\n")
      .slice(0, output.rows() - 1);
    // Cleared first: behind a line that fills its row the cursor stands on its last character, which would go too.
    const screen = lines.map((line) => `${CLEAR_LINE}${line}\n`).join("");
    output.write(`${begun ? "" : CLEAR_SCREEN}${HOME}${NO_WRAP}${screen}${WRAP}${CLEAR_BELOW}`);
    begun = true;
  };
}

function render(renderer: PartRenderer, part: object, paper: ReturnType<typeof paperFor>): string {
  return renderer(plainData(part) as never, paper);
}
