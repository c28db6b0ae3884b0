import { existsSync, readFileSync } from "node:fs";

export interface AttributeFindings {
  filters: Set<string>;
  conversions: Set<string>;
}

const CONVERTING = ["text", "eol", "crlf", "ident", "working-tree-encoding"];

/** Notes what an attributes file (gitattributes(5)) asks git to do with bytes on their way in. */
export function noteAttributes(path: string, found: AttributeFindings): void {
  if (!existsSync(path)) return;
  for (const line of readFileSync(path, "utf8").split(/\r?\n/)) {
    if (/^\s*(#|$)/.test(line)) continue;
    // The pattern may be quoted; the macro form `[attr]name` sets attributes too.
    const words = line
      .trim()
      .replace(/^("(?:[^"\\]|\\.)*"|\S+)/, "")
      .trim()
      .split(/\s+/);
    for (const word of words) {
      const [name = "", value] = word.split("=", 2);
      if (name === "filter" && value) found.filters.add(value);
      else if (CONVERTING.includes(name)) found.conversions.add(name);
    }
  }
}
