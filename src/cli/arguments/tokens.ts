/** One argument as it was typed, told apart by its form alone. */
export type Token =
  | { type: "word"; text: string }
  /** `--name`, `--name=value` or `-n`. `flag` has its dashes. */
  | { type: "option"; flag: string; value: string | undefined };

/** Tells options from words. After `--` everything is a word; "-" and negative numbers are words too. */
export function tokensOf(args: readonly string[]): Token[] {
  const end = args.indexOf("--");
  const before = end === -1 ? args : args.slice(0, end);
  const after = end === -1 ? [] : args.slice(end + 1);
  return [...before.map(tokenOf), ...after.map((text): Token => ({ type: "word", text }))];
}

function tokenOf(text: string): Token {
  if (text === "-" || !text.startsWith("-") || /^-\d/.test(text)) return { type: "word", text };
  const equals = text.indexOf("=");
  if (equals === -1) return { type: "option", flag: text, value: undefined };
  return { type: "option", flag: text.slice(0, equals), value: text.slice(equals + 1) };
}
