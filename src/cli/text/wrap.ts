/** Columns that a broken line keeps at least, however deep it is indented. */
const LEAST = 24;
/** Labels that end behind this column are text. */
const DEEPEST = 34;

/** SGR sequences, spaces and words: only words and spaces take room. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes are what is looked for
const PIECES = /\u001b\[[0-9;]*m|[ ]+|[^ \u001b]+/gu;

/**
 * Breaks lines that are wider than the terminal between words. What goes on is indented to the text of the line: behind its label where it has one.
 * A command stays whole, so that it can be copied. Without a width nothing is broken.
 */
export function wrap(text: string, columns: number | null): string {
  if (columns === null) return text;
  return text
    .split("\n")
    .map((line) => (widthOf(line) <= columns || isCommand(line) ? line : broken(line, columns)))
    .join("\n");
}

function broken(line: string, columns: number): string {
  const indent = " ".repeat(Math.min(indentOf(bare(line)), Math.max(0, columns - LEAST)));
  let out = "";
  let used = 0;
  let spaces = "";
  let begun = false;
  for (const [piece] of line.matchAll(PIECES)) {
    if (piece.startsWith("\u001b")) out += piece;
    else if (piece.startsWith(" ")) spaces += piece;
    else {
      const width = [...piece].length;
      if (begun && used + spaces.length + width > columns && indent.length + width <= columns) {
        out += `\n${indent}${piece}`;
        used = indent.length + width;
      } else {
        out += spaces + piece;
        used += spaces.length + width;
      }
      begun = true;
      spaces = "";
    }
  }
  return out;
}

/** Where the text begins: behind a mark (`!`, `12.`), or behind the labels that stand two spaces before each other. */
function indentOf(line: string): number {
  const mark = /^ *(?:[!*~+-] |\d+\. |error: |note: )/.exec(line)?.[0].length;
  const lead = line.length - line.trimStart().length;
  if (mark !== undefined) return mark;
  let indent = lead + 2;
  const labels = /\S+(?: \S+)* {2,}/y;
  labels.lastIndex = lead;
  while (labels.test(line) && labels.lastIndex <= DEEPEST) indent = labels.lastIndex;
  return indent;
}

const isCommand = (line: string): boolean => /^\s*(millrace|bun millrace) /.test(bare(line));

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes are what is looked for
const bare = (line: string): string => line.replace(/\u001b\[[0-9;]*m/g, "");

const widthOf = (line: string): number => [...bare(line)].length;
