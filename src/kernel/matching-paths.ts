/**
 * The paths that one of the globs names. Paths are relative, with forward slashes; a glob is matched against the whole path and,
 * so that naming a directory protects what is in it, against every directory above. `*` and `?` stay within a name (also one that
 * begins with a dot), `**` spans any number of directories, `[a-z]` and `[!a]` are classes, `{a,b}` alternatives, `\` quotes.
 * Throws RangeError for a glob that cannot be read, also when there are no paths.
 * Node's `matchesGlob` is not used: Bun and Deno answer differently for names that begin with a dot.
 */
export function matchingPaths(globs: readonly string[], paths: readonly string[]): string[] {
  const patterns = globs.map(globPattern);
  return paths.filter((path) => patterns.some((pattern) => pattern.test(path)));
}

function globPattern(glob: string): RegExp {
  const trimmed = glob.replace(/^(\.?\/)+/, "").replace(/\/+$/, "");
  try {
    return new RegExp(`^${translate(trimmed)}(?:/.*)?$`, "su");
  } catch (error) {
    throw new RangeError(`Cannot use "${glob}" as a glob: braces and classes must be closed, and ranges ascend`, { cause: error });
  }
}

const token = /\*\*\/|\/\*\*$|\*+|\?|\[(!?)([^\]/]+)\]|\\(.)|[{},]|./gsu;

function translate(glob: string): string {
  let depth = 0;
  return glob.replace(token, (found: string, negated?: string, members?: string, quoted?: string) => {
    if (quoted !== undefined) return literally(quoted);
    if (members !== undefined) return `(?!/)[${negated ? "^" : ""}${members.replace(/[\\[\]^]/g, "\\$&")}]`;
    if (found === "**/") return "(?:[^/]+/)*";
    if (found === "/**") return "/.+";
    if (found === "**") return ".*";
    if (found[0] === "*") return "[^/]*";
    if (found === "?") return "[^/]";
    if (found === "{" && ++depth) return "(?:";
    if (found === "}" && depth-- > 0) return ")";
    if (found === "," && depth > 0) return "|";
    return literally(found);
  });
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
