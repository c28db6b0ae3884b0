import { type Fields, fields } from "./fields.ts";

/**
 * The objects among the lines of a text. Only LF ends a line: U+2028 and CR stand inside of texts. Lines that are no JSON
 * object are left out: programs that a harness starts may write between its events, and the last line may be torn.
 */
export function jsonLines(text: string): Fields[] {
  return text
    .split("\n")
    .map(objectIn)
    .filter((object) => object !== null);
}

/** The object that a line holds; null for any other line. */
export function objectIn(line: string): Fields | null {
  if (!line.trimStart().startsWith("{")) return null;
  try {
    return fields(JSON.parse(line));
  } catch {
    return null;
  }
}
