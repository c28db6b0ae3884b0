import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { type GlobalValues, globalOptions } from "./global-options.ts";
import { optionTable } from "./option-table.ts";
import { readArguments } from "./read-arguments.ts";
import type { Token } from "./tokens.ts";

const table = optionTable(globalOptions);

/** Takes the global options out, wherever they stand. */
export function splitGlobals(tokens: readonly Token[]): { globals: GlobalValues; rest: Token[] } {
  const taken: Token[] = [];
  const rest: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    const option = token.type === "option" ? table.get(token.flag) : undefined;
    if (!option || token.type !== "option") {
      rest.push(token);
      continue;
    }
    taken.push(token);
    if (option.param.type === "boolean" || token.value !== undefined) continue;
    const value = tokens[++index];
    if (value?.type !== "word") throw new MillraceError("cli.missing", { name: `a value for ${token.flag}`, command: "<command>" });
    taken.push(value);
  }
  return { globals: readArguments(globalOptions, taken, "<command>") as unknown as GlobalValues, rest };
}
