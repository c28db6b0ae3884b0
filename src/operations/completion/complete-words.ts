import { flagOf, type Param, type Params } from "../params.ts";
import type { RegistryEntry } from "../registry-entry.ts";

export interface Candidate {
  text: string;
  summary: string;
}

/** What may stand at the end of a command line. */
export type Completion =
  | { type: "candidates"; candidates: Candidate[] }
  /** The value of a parameter, of which more may be known than its type says. */
  | { type: "value"; name: string; param: Param; prefix: string; candidates: Candidate[] };

/** Options of every command; those with a value say so. A test holds them to the ones of the command line. */
export const everywhere: Readonly<Record<string, { summary: string; takes?: "value" }>> = {
  "--workspace": { summary: "The workspace; else the nearest one upward", takes: "value" },
  "--config": { summary: "The millrace.toml of the workspace", takes: "value" },
  "--json": { summary: "Data as JSON on standard output" },
  "--no-input": { summary: "Never ask; fail and name the option instead" },
  "--no-color": { summary: "No colours" },
  "--quiet": { summary: "No progress and no notes on standard error" },
  "--help": { summary: "Help for a command; with --json its schemas" },
  "--version": { summary: "The version" },
  "--describe": { summary: "Describe the command, or all of them, as JSON" },
};

/**
 * Completes the last of the words that follow the program's name. `paramsOf` loads the parameters of a command. Bash breaks words
 * at "=": `--mode = x` is taken for `--mode=x`.
 */
export async function completeWords(
  registry: readonly RegistryEntry[],
  typed: readonly string[],
  paramsOf: (entry: RegistryEntry) => Promise<Params>,
): Promise<Completion> {
  const words = joined(typed);
  const current = words.at(-1) ?? "";
  const before = words.slice(0, -1);
  const plain = before.filter((word, index) => !word.startsWith("-") && !takesGlobalValue(before[index - 1]));
  const entry = commandOf(registry, plain);
  const params = entry ? await paramsOf(entry) : {};
  const value = valueAt(params, before.at(-1), current);
  if (value) return value;
  if (takesGlobalValue(before.at(-1))) return { type: "value", name: "workspace", param: PLACE, prefix: current, candidates: [] };
  if (current.startsWith("-")) return { type: "candidates", candidates: flags(params, current) };
  const next = nextWords(registry, plain, current);
  const place = entry ? placeAt(params, plain.slice(entry.path.length), before) : null;
  if (!place || next.length > 0) return { type: "candidates", candidates: next };
  return { type: "value", ...place, prefix: current, candidates: choices(place.param, current) };
}

function joined(words: readonly string[]): string[] {
  const whole: string[] = [];
  for (const word of words) {
    const last = whole.at(-1);
    if (last?.startsWith("--") && (word === "=" || last.endsWith("="))) whole[whole.length - 1] = last + word;
    else whole.push(word);
  }
  return whole;
}

/** Options of every command that take a value take a place on disk. */
const PLACE: Param = { type: "string", placeholder: "DIR", summary: "A place on disk" };

const takesGlobalValue = (word: string | undefined): boolean => word !== undefined && everywhere[word]?.takes === "value";

/** The command with the longest path that these words begin with. */
function commandOf(registry: readonly RegistryEntry[], words: readonly string[]): RegistryEntry | null {
  const fitting = registry.filter(({ path }) => path.every((word, index) => words[index] === word));
  return fitting.sort((a, b) => b.path.length - a.path.length)[0] ?? null;
}

function nextWords(registry: readonly RegistryEntry[], words: readonly string[], current: string): Candidate[] {
  const found = new Map<string, string>();
  for (const { path, summary } of registry) {
    const next = path[words.length];
    if (next === undefined || !next.startsWith(current) || !words.every((word, index) => path[index] === word)) continue;
    const leaf = path.length === words.length + 1;
    if (!found.has(next) || leaf) found.set(next, leaf ? summary : `${next} …`);
  }
  return [...found].map(([text, summary]) => ({ text, summary }));
}

/** `--flag VALUE` or `--flag=VALUE` under way. */
function valueAt(params: Params, previous: string | undefined, current: string): Completion | null {
  const equals = current.startsWith("--") ? current.indexOf("=") : -1;
  const flag = equals === -1 ? previous : current.slice(0, equals);
  const prefix = equals === -1 ? current : current.slice(equals + 1);
  const found = Object.entries(params).find(([name, param]) => isFlagOf(name, param, flag));
  if (!found || found[1].type === "boolean") return null;
  return { type: "value", name: found[0], param: found[1], prefix, candidates: choices(found[1], prefix) };
}

function isFlagOf(name: string, param: Param, flag: string | undefined): boolean {
  if (flag === undefined || param.positional !== undefined) return false;
  return flag === `--${flagOf(name, param)}` || (param.short !== undefined && flag === `-${param.short}`);
}

function flags(params: Params, current: string): Candidate[] {
  const own = Object.entries(params).flatMap(([name, param]) =>
    param.positional === undefined ? [{ text: `--${flagOf(name, param)}`, summary: param.summary }] : [],
  );
  const others = Object.entries(everywhere).map(([text, { summary }]) => ({ text, summary }));
  return [...own, ...others].filter(({ text }) => text.startsWith(current));
}

/** The parameter that the next argument is for; values of options are no arguments. */
function placeAt(params: Params, words: readonly string[], before: readonly string[]): { name: string; param: Param } | null {
  const values = before.filter((_, index) => Object.entries(params).some(([name, param]) => isValueOf(name, param, before[index - 1])));
  const index = words.filter((word) => !values.includes(word)).length;
  const found = Object.entries(params).find(
    ([, param]) => param.positional === index || (param.type === "string[]" && param.positional !== undefined && param.positional < index),
  );
  return found ? { name: found[0], param: found[1] } : null;
}

const isValueOf = (name: string, param: Param, flag: string | undefined): boolean =>
  param.type !== "boolean" && isFlagOf(name, param, flag);

function choices(param: Param, prefix: string): Candidate[] {
  if (param.type !== "choice") return [];
  return param.choices.filter((choice) => choice.startsWith(prefix)).map((text) => ({ text, summary: "" }));
}
