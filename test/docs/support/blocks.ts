/** A fenced block of a Markdown text. */
export interface Block {
  /** The word after the fence; empty without one. */
  language: string;
  text: string;
  /** From 1, of its first line. */
  line: number;
}

/** The fenced blocks of a text, in order. A fence that does not end throws. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { language: string; line: number; lines: string[] } | null = null;
  for (const [index, line] of text.split("\n").entries()) {
    const fence = /^```(\S*)$/.exec(line);
    if (open === null && fence) open = { language: fence[1] ?? "", line: index + 2, lines: [] };
    else if (open !== null && line === "```") {
      blocks.push({ language: open.language, text: open.lines.join("\n"), line: open.line });
      open = null;
    } else open?.lines.push(line);
  }
  if (open !== null) throw new Error(`The block at line ${open.line} does not end`);
  return blocks;
}

/** A text without its fenced blocks: what is said, not typed. */
export function proseOf(text: string): string {
  return text.replaceAll(/^```.*?^```$/gms, "");
}

/** What stands between single backticks in the prose. */
export function codesIn(text: string): string[] {
  return [...proseOf(text).matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
}
