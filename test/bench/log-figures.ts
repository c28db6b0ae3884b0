import { benchAppend } from "./log-append.ts";
import { type Bar, type Figure, least, most, told } from "./support/figure.ts";
import { withDirectory } from "./support/temporary.ts";

/** Durable appends, alone and in groups, against the raw disk: what log-append.ts measures. */
export function logFigures(): Promise<Figure[]> {
  return withDirectory(async (directory) => {
    const figures = await benchAppend(directory);
    return figures.map(({ name, value, unit, bar }) => ({ what: name, measured: value, unit, bar: barOf(bar) }));
  });
}

/** Of ">= 0.9", "<= 5" or "no bar". */
function barOf(text: string): Bar {
  const [sign, value] = text.split(" ");
  if (sign === ">=") return least(Number(value));
  if (sign === "<=") return most(Number(value));
  return told(text);
}
