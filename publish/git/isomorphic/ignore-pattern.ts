/** One line of an ignore file. Paths are relative to the directory of the file. */
export interface IgnorePattern {
  negated: boolean;
  directoriesOnly: boolean;
  matches(path: string): boolean;
}

/** Reads a line as gitignore(5) says; null for blank lines and comments. */
export function ignorePattern(line: string): IgnorePattern | null {
  // Spaces at the end go, unless escaped.
  let text = line.replace(/\r$/, "").replace(/(?<!\\)((?:\\\\)*) +$/, "$1");
  if (text === "" || text.startsWith("#")) return null;
  const negated = text.startsWith("!");
  if (negated) text = text.slice(1);
  const directoriesOnly = text.endsWith("/");
  if (directoriesOnly) text = text.slice(0, -1);
  if (text === "") return null;
  const anchored = text.includes("/");
  const expression = expressionOf(text.replace(/^\//, ""));
  if (expression === null) return null;
  return {
    negated,
    directoriesOnly,
    matches: (path) => expression.test(anchored ? path : path.slice(path.lastIndexOf("/") + 1)),
  };
}

const CLASSES: Readonly<Record<string, string>> = {
  alpha: "a-zA-Z",
  digit: "0-9",
  alnum: "a-zA-Z0-9",
  upper: "A-Z",
  lower: "a-z",
  blank: " \\t",
  cntrl: "\\x00-\\x1f\\x7f",
  graph: "\\x21-\\x7e",
  print: "\\x20-\\x7e",
  space: " \\t\\n\\r",
  xdigit: "0-9a-fA-F",
  punct: "!-\\/:-@\\[-`{-~",
};

/** wildmatch as a regular expression; null where the pattern can match nothing. */
function expressionOf(glob: string): RegExp | null {
  let out = "^";
  for (let at = 0; at < glob.length; at++) {
    const char = glob[at] ?? "";
    if (char === "*") {
      const run = /^\*+/.exec(glob.slice(at))?.[0].length ?? 1;
      const starts = at === 0 || glob[at - 1] === "/";
      const next = glob[at + run];
      if (run >= 2 && starts && next === "/") {
        out += "(?:[^/]+/)*";
        at += run;
      } else if (run >= 2 && starts && next === undefined) {
        out += ".+";
        at += run - 1;
      } else {
        out += "[^/]*";
        at += run - 1;
      }
    } else if (char === "?") out += "[^/]";
    else if (char === "[") {
      const found = bracket(glob, at);
      if (found === null) return null;
      out += `(?!/)${found.source}`;
      at = found.end;
    } else if (char === "\\") {
      at++;
      if (at >= glob.length) return null;
      out += escaped(glob[at] ?? "");
    } else out += escaped(char);
  }
  return new RegExp(`${out}$`, "s");
}

/** `[…]` from its first bracket, as wildmatch reads it. A range whose ends are the wrong way round holds nothing. */
function bracket(glob: string, start: number): { source: string; end: number } | null {
  const negated = glob[start + 1] === "!" || glob[start + 1] === "^";
  const begin = start + (negated ? 2 : 1);
  let inner = "";
  let before: string | null = null;
  for (let at = begin; ; at++) {
    let char = glob[at];
    if (char === undefined) return null;
    if (char === "]" && at > begin) return { source: negated ? `[^${inner}]` : inner === "" ? "(?!)" : `[${inner}]`, end: at };
    const next = glob[at + 1];
    if (char === "-" && before !== null && next !== undefined && next !== "]") {
      const to = next === "\\" ? glob[at + 2] : next;
      if (to === undefined) return null;
      if (before <= to) inner += `${hex(before)}-${hex(to)}`;
      at += next === "\\" ? 2 : 1;
      before = null;
      continue;
    }
    const named = char === "[" && next === ":" ? /^\[:([^\]]*):\]/.exec(glob.slice(at)) : null;
    if (named) {
      const members = CLASSES[named[1] ?? ""];
      if (members === undefined) return null;
      inner += members;
      at += named[0].length - 1;
      before = null;
      continue;
    }
    if (char === "\\") char = glob[++at];
    if (char === undefined) return null;
    inner += hex(char);
    before = char;
  }
}

const hex = (char: string): string => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`;
const escaped = (char: string): string => char.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
