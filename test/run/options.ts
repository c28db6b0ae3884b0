export interface Options {
  /** Names of steps; empty: all. */
  readonly only: readonly string[];
  /** Parts of paths of test files; empty: all. */
  readonly filters: readonly string[];
}

export type Parsed = { readonly ok: true; readonly options: Options } | { readonly ok: false; readonly problem: string };

/** Reads `[--] [--only step,step] [part of a path …]`. */
export function parseOptions(args: readonly string[], known: readonly string[]): Parsed {
  const only: string[] = [];
  const filters: string[] = [];
  const rest = args.filter((arg) => arg !== "--");
  for (let at = 0; at < rest.length; at++) {
    const arg = rest[at] ?? "";
    const value = arg === "--only" ? rest[++at] : /^--only=(.*)$/.exec(arg)?.[1];
    if (value !== undefined) only.push(...value.split(",").filter(Boolean));
    else if (arg.startsWith("-"))
      return { ok: false, problem: arg === "--only" ? "--only lacks the name of a step" : `Unknown option ${arg}` };
    else filters.push(arg);
  }
  const unknown = only.filter((name) => !known.includes(name));
  if (unknown.length > 0) return { ok: false, problem: `No step is called "${unknown.join(", ")}"; there are ${known.join(", ")}` };
  return { ok: true, options: { only, filters } };
}
