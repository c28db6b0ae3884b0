import type { Operation } from "../../operations/define-operation.ts";
import type { RegistryEntry } from "../../operations/registry-entry.ts";
import { globalOptions } from "../arguments/global-options.ts";
import type { Paper } from "../text/paper.ts";
import { exampleOf } from "./example.ts";
import { optionLines } from "./option-lines.ts";
import { synopsis } from "./synopsis.ts";

/** Help for one command. */
export function commandHelp(entry: RegistryEntry, operation: Operation, paper: Paper): string {
  const command = entry.path.join(" ");
  const places = Object.fromEntries(Object.entries(operation.params).filter(([, param]) => param.positional !== undefined));
  const options = Object.fromEntries(Object.entries(operation.params).filter(([, param]) => param.positional === undefined));
  const aliases = (entry.aliases ?? []).map(({ words, flag }) => [...words, ...(flag ? [flag] : [])].join(" "));
  return [
    `${entry.summary}.`,
    "",
    `${paper.bold("Usage:")} ${synopsis(command, operation.params)}`,
    ...(operation.details === undefined ? [] : ["", operation.details]),
    ...section("Arguments:", optionLines(places, paper), paper),
    ...section("Options:", optionLines(options, paper), paper),
    ...section("Options of every command:", optionLines(globalOptions, paper), paper),
    ...section("Example:", [`  ${exampleOf(command, operation)}`], paper),
    ...(aliases.length === 0 ? [] : ["", `${paper.bold("Also:")} ${aliases.map((alias) => `millrace ${alias}`).join(", ")}`]),
    "",
  ].join("\n");
}

function section(title: string, lines: readonly string[], paper: Paper): string[] {
  return lines.length === 0 ? [] : ["", paper.bold(title), ...lines];
}
