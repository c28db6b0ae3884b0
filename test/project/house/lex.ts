/** A string, or one stretch of text of a template, without its quotes. */
export interface Literal {
  readonly start: number;
  readonly text: string;
}

export interface Lexed {
  /** The source with comments, and what stands inside strings, templates and regular expressions, blanked; same length and lines. */
  readonly code: string;
  readonly literals: readonly Literal[];
}

const template = String.raw`(?:\\[\s\S]|\$(?!\{)|[^\`\\$])*(?:\`|\$\{|$)`;
const token = new RegExp(
  [
    String.raw`(?<comment>\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))`,
    String.raw`(?<text>"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?|\`${template})`,
    String.raw`(?<word>[\w$]+)`,
    String.raw`(?<space>\s+)`,
    String.raw`(?<mark>[\s\S])`,
  ].join("|"),
  "y",
);
const templateRest = new RegExp(`\\}${template}`, "y");
const regex = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^\\/[\n])+\/[a-z]*/y;

// After one of these, or after a mark that closes nothing, a slash begins a regular expression; elsewhere it divides.
const beforeRegex = new Set(["return", "typeof", "case", "in", "of", "delete", "void", "throw", "await", "yield", "else", "do"]);

const blank = (text: string): string => text.replace(/[^\n]/g, " ");

/** Separates code from text for the rules of the house. TypeScript 7 has no JavaScript API, so that there is no parser to ask. */
export function lex(source: string): Lexed {
  const literals: Literal[] = [];
  const parts: string[] = [];
  const braces: number[] = []; // open braces within each `${`, the innermost last
  let before = "";
  let at = 0;

  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  const literal = (text: string): void => {
    const opens = text.length > 1 && text.endsWith("${");
    const closing = opens ? 2 : text.length > 1 && /["'`]$/.test(text) ? 1 : 0;
    const inner = text.slice(1, text.length - closing);
    literals.push({ start: at + 1, text: inner });
    parts.push(text.slice(0, 1), blank(inner), text.slice(text.length - closing));
    if (opens) braces.push(0);
    before = opens ? "{" : '"';
  };

  while (at < source.length) {
    const depth = braces.at(-1);
    const rest = depth === 0 && source[at] === "}" ? match(templateRest) : null;
    const pattern = !rest && source[at] === "/" && !/^\/[/*]/.test(source.slice(at, at + 2)) && beginsRegex(before) ? match(regex) : null;
    const found = rest ?? pattern ?? match(token);
    if (!found) break;
    const text = found[0];
    const group = found.groups ?? {};
    if (rest) {
      braces.pop();
      literal(text);
    } else if (pattern) {
      parts.push("/", blank(text.slice(1)));
      before = '"';
    } else if (group.text !== undefined) literal(text);
    else if (group.comment !== undefined) parts.push(blank(text));
    else {
      if (depth !== undefined && (text === "{" || text === "}")) braces[braces.length - 1] = depth + (text === "{" ? 1 : -1);
      if (group.space === undefined) before = text;
      parts.push(text);
    }
    at += text.length;
  }
  return { code: parts.join(""), literals };
}

const beginsRegex = (before: string): boolean => (/^[\w$]/.test(before) ? beforeRegex.has(before) : !/[)\]}"]/.test(before));

/** The line, from 1, of a position. */
export function lineAt(source: string, position: number): number {
  let line = 1;
  for (let at = source.indexOf("\n"); at >= 0 && at < position; at = source.indexOf("\n", at + 1)) line++;
  return line;
}
