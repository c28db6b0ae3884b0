import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { nearest } from "../../kernel/nearest.ts";
import { flagOf, type Param, type Params } from "../../operations/params.ts";
import { type OptionTable, optionTable } from "./option-table.ts";
import { readValue } from "./read-value.ts";
import type { Token } from "./tokens.ts";

type Value = string | number | boolean | string[];

/**
 * The input of a command from what follows its words. Throws `cli.unknown-option`, `cli.bad-value`, `cli.missing` and
 * `cli.unexpected`; the environment stands in for options that name a variable.
 */
export function readArguments(
  params: Params,
  tokens: readonly Token[],
  command: string,
  env: Readonly<Record<string, string | undefined>> = {},
): Record<string, Value | undefined> {
  const values = new Map<string, Value>();
  const table = optionTable(params);
  const places = Object.entries(params)
    .filter(([, param]) => param.positional !== undefined)
    .sort(([, a], [, b]) => (a.positional ?? 0) - (b.positional ?? 0));
  let place = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    if (token.type === "word") {
      const target = places[place];
      if (!target) throw new MillraceError("cli.unexpected", { value: token.text, command });
      const [name, param] = target;
      const value = readValue(param, token.text, placeName(name, param), command);
      if (param.type === "string[]") values.set(name, [...((values.get(name) as string[] | undefined) ?? []), String(value)]);
      else values.set(name, value);
      if (param.type !== "string[]") place++;
      continue;
    }
    const option = table.get(token.flag);
    if (!option) throw unknownOption(token.flag, table, command);
    const { name, param, given } = option;
    if (param.type === "boolean") {
      const on = token.value === undefined || readValue(param, token.value, token.flag, command) === true;
      values.set(name, on === given);
      continue;
    }
    const text = token.value ?? wordAt(tokens, ++index);
    if (text === undefined) throw new MillraceError("cli.missing", { name: `a value for ${token.flag}`, command });
    const value = readValue(param, text, token.flag, command);
    values.set(name, param.type === "string[]" ? [...((values.get(name) as string[] | undefined) ?? []), String(value)] : value);
  }
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, values.get(name) ?? absent(name, param, command, env)]));
}

/** How a parameter is named to a person: `TITLE` or `--depends-on`. */
export function placeName(name: string, param: Param): string {
  return param.positional === undefined ? `--${flagOf(name, param)}` : (param.placeholder ?? flagOf(name, param).toUpperCase());
}

function absent(name: string, param: Param, command: string, env: Readonly<Record<string, string | undefined>>): Value | undefined {
  const text = param.env === undefined ? undefined : env[param.env];
  if (text !== undefined && text !== "") return readValue(param, text, param.env as string, command);
  if (param.required) throw new MillraceError("cli.missing", { name: placeName(name, param), command });
  if (param.type === "boolean") return false;
  if (param.type === "string[]") return [];
  return param.default;
}

function wordAt(tokens: readonly Token[], index: number): string | undefined {
  const token = tokens[index];
  return token?.type === "word" ? token.text : undefined;
}

function unknownOption(flag: string, table: OptionTable, command: string): MillraceError {
  return new MillraceError("cli.unknown-option", { option: flag, command, near: nearest(flag, table.keys()) });
}
