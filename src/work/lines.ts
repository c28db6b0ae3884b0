const codeFence = /^ {0,3}(`{3,}|~{3,})/;

/** For each line, whether it belongs to a fenced block of code, its fences included. */
export function insideCode(lines: readonly string[]): boolean[] {
  let open: string | null = null;
  return lines.map((line) => {
    const marks = codeFence.exec(line)?.[1];
    if (open === null) {
      open = marks ?? null;
      return open !== null;
    }
    if (marks?.startsWith(open) && line.trim() === marks) open = null;
    return true;
  });
}

/** The text of the first `# ` heading outside code, or null. */
export function firstHeading(lines: readonly string[]): string | null {
  const code = insideCode(lines);
  const line = lines.find((text, index) => !code[index] && /^# \s*\S/.test(text));
  return line === undefined ? null : line.slice(2).trim();
}

/** The lines as one text, without blank lines around it. */
export function trimBlankLines(lines: readonly string[]): string {
  const first = lines.findIndex((line) => line.trim() !== "");
  if (first === -1) return "";
  return lines.slice(first).join("\n").trimEnd();
}
