import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { nearest } from "../../kernel/nearest.ts";
import type { RegistryEntry } from "../../operations/registry-entry.ts";
import { olderCommand } from "./older-commands.ts";
import type { Token } from "./tokens.ts";

/** What the words of a command line name. */
export type FoundCommand =
  | { type: "command"; entry: RegistryEntry; rest: Token[] }
  /** The beginning of several commands, e.g. "queue". */
  | { type: "group"; words: string[] }
  | { type: "none" };

interface Way {
  words: readonly string[];
  entry: RegistryEntry;
  flag?: string;
  adds?: readonly string[];
}

/** The command with the longest match among paths and aliases. Throws `cli.unknown-command` with what was probably meant. */
export function findCommand(registry: readonly RegistryEntry[], tokens: readonly Token[]): FoundCommand {
  const typed = leadingWords(tokens);
  if (typed.length === 0) return { type: "none" };
  const ways = registry.flatMap(waysOf);
  const matching = ways.filter((way) => startsWith(typed, way.words) && hasFlag(tokens, way.flag));
  const best = matching.sort((a, b) => weight(b) - weight(a))[0];
  if (best) return { type: "command", entry: best.entry, rest: restOf(best, tokens) };
  if (typed.length === 1 && ways.some((way) => startsWith(way.words, typed))) return { type: "group", words: typed };
  throw unknown(ways, typed);
}

function waysOf(entry: RegistryEntry): Way[] {
  return [{ words: entry.path, entry }, ...(entry.aliases ?? []).map((alias) => ({ ...alias, entry }))];
}

/** Longer wins; of equal ones, that which asks for a flag. */
const weight = (way: Way): number => way.words.length * 2 + (way.flag ? 1 : 0);

function leadingWords(tokens: readonly Token[]): string[] {
  const words: string[] = [];
  for (const token of tokens) {
    if (token.type !== "word") break;
    words.push(token.text);
  }
  return words;
}

function startsWith(words: readonly string[], beginning: readonly string[]): boolean {
  return beginning.length <= words.length && beginning.every((word, index) => words[index] === word);
}

function hasFlag(tokens: readonly Token[], flag: string | undefined): boolean {
  return flag === undefined || tokens.some((token) => token.type === "option" && token.flag === flag);
}

function restOf(way: Way, tokens: readonly Token[]): Token[] {
  const rest = tokens
    .slice(way.words.length)
    .filter((token) => token.type !== "option" || way.flag === undefined || token.flag !== way.flag);
  const added = (way.adds ?? []).map(
    (text): Token => (text.startsWith("-") ? { type: "option", flag: text, value: undefined } : { type: "word", text }),
  );
  return [...added, ...rest];
}

function unknown(ways: readonly Way[], typed: readonly string[]): MillraceError {
  const [first = "", second = ""] = typed;
  const instead = olderCommand(typed);
  if (instead !== null) return new MillraceError("cli.unknown-command", { command: `${first} ${second}`.trim(), instead });
  const seconds = ways.flatMap(({ words }) => (words[0] === first ? (words[1] ?? []) : []));
  if (seconds.length > 0) {
    const near = nearest(second, seconds) ?? "--help";
    return new MillraceError("cli.unknown-command", { command: `${first} ${second}`, near: `${first} ${near}` });
  }
  const whole = ways.map(({ words }) => words.join(" "));
  const firsts = ways.map(({ words }) => words[0] ?? "");
  return new MillraceError("cli.unknown-command", { command: first, near: nearest(first, firsts) ?? nearest(`${first} ${second}`, whole) });
}
