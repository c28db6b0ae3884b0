/**
 * The entries of a git configuration file, for machines without git: sections, quoted subsections, continued lines, comments and
 * escapes as in git-config(1). Includes are given as the entries that they are.
 */
export function parseConfigFile(text: string): [key: string, value: string][] {
  const entries: [string, string][] = [];
  let section = "";
  for (const line of text.replace(/\r\n/g, "\n").replace(/\\\n/g, "").split("\n")) {
    const header = /^\s*\[\s*([A-Za-z0-9.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]/.exec(line);
    if (header) {
      const [, name = "", sub] = header;
      section = sub === undefined ? name.toLowerCase() : `${name.toLowerCase()}.${sub.replace(/\\(.)/g, "$1")}`;
    }
    const rest = header ? line.slice(header[0].length) : line;
    const found = /^\s*([A-Za-z][A-Za-z0-9-]*)\s*(?:=(.*))?$/.exec(rest);
    if (found?.[1]) entries.push([`${section}.${found[1].toLowerCase()}`, found[2] === undefined ? "true" : textOf(found[2])]);
  }
  return entries;
}

function textOf(raw: string): string {
  let value = "";
  let quoted = false;
  let kept = 0;
  const text = raw.trimStart();
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === '"') {
      quoted = !quoted;
      kept = value.length;
    } else if (!quoted && (char === "#" || char === ";")) break;
    else if (char === "\\") {
      at++;
      value += { n: "\n", t: "\t", b: "\b" }[text[at] ?? ""] ?? text[at] ?? "";
      kept = value.length;
    } else {
      value += char;
      if (quoted || !/\s/.test(char)) kept = value.length;
    }
  }
  return value.slice(0, kept);
}
