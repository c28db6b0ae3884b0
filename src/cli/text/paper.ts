/** What renderers write on: styles that do nothing where there is no colour, and the width. */
export interface Paper {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
  /** Columns; null where nothing should be cut (a file, a pipe). */
  columns: number | null;
  /** Milliseconds since the epoch, for ages. */
  now: number;
}

/** ECMA-48 SGR codes. */
const style =
  (on: number, off: number) =>
  (text: string): string =>
    text === "" ? "" : `\u001b[${on}m${text}\u001b[${off}m`;

const same = (text: string): string => text;

export function paperOf(options: { colour: boolean; columns: number | null; now: number }): Paper {
  const { colour, ...rest } = options;
  if (!colour) return { ...rest, bold: same, dim: same, red: same, green: same, yellow: same, cyan: same };
  return {
    ...rest,
    bold: style(1, 22),
    dim: style(2, 22),
    red: style(31, 39),
    green: style(32, 39),
    yellow: style(33, 39),
    cyan: style(36, 39),
  };
}
