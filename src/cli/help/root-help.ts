import type { RegistryEntry } from "../../operations/registry-entry.ts";
import { globalOptions } from "../arguments/global-options.ts";
import type { Paper } from "../text/paper.ts";
import { optionLines, twoColumns } from "./option-lines.ts";

const AREAS = ["Work", "Runs", "Log", "Plan", "Publish", "Workspace"] as const;

/** All commands by area; with `group`, those that begin with its words. */
export function rootHelp(registry: readonly RegistryEntry[], paper: Paper, group: readonly string[] = []): string {
  const shown = registry.filter(({ path }) => group.every((word, index) => path[index] === word));
  const listed = shown.length > 0 ? shown : registry.filter(({ aliases = [] }) => aliases.some(({ words }) => words[0] === group[0]));
  const areas = AREAS.flatMap((area) => {
    const rows = listed.filter((entry) => entry.area === area).map(({ path, summary }) => [path.join(" "), summary] as const);
    return rows.length === 0 ? [] : ["", paper.bold(`${area}:`), ...twoColumns(rows, paper)];
  });
  if (group.length > 0) {
    return [
      `${paper.bold("Usage:")} millrace ${group.join(" ")} <command>`,
      ...areas,
      "",
      `Help for one: millrace ${listed[0]?.path.join(" ")} --help`,
      "",
    ].join("\n");
  }
  return [
    "Millrace runs long autonomous software work: agents reason, Millrace rules.",
    "",
    `${paper.bold("Usage:")} millrace <command> [arguments] [options]`,
    ...areas,
    "",
    paper.bold("Options of every command:"),
    ...optionLines(globalOptions, paper),
    "",
    paper.bold("Example:"),
    '  millrace init && millrace add-task "Say hello" --run "echo hello > hello.txt" --check "test -s hello.txt"',
    "  millrace start --once",
    "",
    "Help for one command: millrace <command> --help",
    "",
  ].join("\n");
}
