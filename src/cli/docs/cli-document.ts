import type { Operation } from "../../operations/define-operation.ts";
import { flagOf, type Param, type Params } from "../../operations/params.ts";
import { registry } from "../../operations/registry.ts";
import type { RegistryEntry } from "../../operations/registry-entry.ts";
import { globalOptions } from "../arguments/global-options.ts";
import { placeName } from "../arguments/read-arguments.ts";
import { exampleOf } from "../help/example.ts";
import { paramText, synopsis, valueName } from "../help/synopsis.ts";

const AREAS = ["Work", "Runs", "Log", "Plan", "Publish", "Workspace"] as const;

/** docs/cli.md: the command line as the registry has it. */
export async function cliDocument(): Promise<string> {
  const sections: string[] = [];
  for (const area of AREAS) {
    sections.push(`## ${area}`, "");
    for (const entry of registry.filter((one) => one.area === area)) sections.push(...commandSection(entry, await entry.load()));
  }
  return [...preface, ...parameterTable(globalOptions), "", ...sections].join("\n");
}

function commandSection(entry: RegistryEntry, operation: Operation): string[] {
  const command = entry.path.join(" ");
  const aliases = (entry.aliases ?? []).map(({ words, flag, adds = [] }) => {
    const alias = [...words, ...(flag === undefined ? [] : [flag])].join(" ");
    return adds.length === 0 ? `\`${alias}\`` : `\`${alias}\` (= \`${[command, ...adds].join(" ")}\`)`;
  });
  return [
    `### ${command}`,
    "",
    `${entry.summary}. Operation \`${entry.name}\`, effect ${operation.effect}, scope ${operation.scope}.`,
    "",
    ...(operation.details === undefined ? [] : [operation.details, ""]),
    "```",
    synopsis(command, operation.params),
    "```",
    "",
    ...(Object.keys(operation.params).length === 0 ? [] : [...parameterTable(operation.params), ""]),
    "Example:",
    "",
    "```sh",
    exampleOf(command, operation),
    "```",
    "",
    ...(aliases.length === 0 ? [] : [`Also: ${aliases.join(", ")}.`, ""]),
  ];
}

function parameterTable(params: Params): string[] {
  const rows = Object.entries(params).map(([name, param]) => `| \`${typed(name, param)}\` | ${escaped(paramText(param))} |`);
  return ["| option | meaning |", "|---|---|", ...rows];
}

function typed(name: string, param: Param): string {
  if (param.positional !== undefined) return escaped(placeName(name, param));
  const short = param.short === undefined ? "" : `-${param.short}, `;
  return escaped(`${short}--${flagOf(name, param)} ${valueName(name, param)}`.trimEnd());
}

const escaped = (text: string): string => text.replaceAll("|", "\\|");

const preface = [
  "# The command line",
  "",
  "Made from the operations by `bun src/cli/write-docs.ts`; do not edit.",
  "",
  "In a checkout and in a workspace the command is `bun millrace <command>`, installed it is `millrace <command>`. Data goes to standard output, everything else to standard error.",
  'With `--json` the answer is one JSON value on one line; its schema is what `millrace <command> --help --json` prints. `start` and `add-tasks` give JSON lines: any number of `{"type":"event"}`,',
  '`{"type":"answer"}` and `{"type":"note"}`, and one `{"type":"result"}` at the end. A refusal is `{"error":{"code","message","fix","retryable"}}`; its codes are in `errors.md`.',
  "`millrace --help --json` describes every command.",
  "",
  "| exit code | meaning |",
  "|---|---|",
  "| 0 | done |",
  "| 1 | failure |",
  "| 2 | usage: what was typed, or the plan, is wrong |",
  "| 3 | not found |",
  "| 4 | not permitted |",
  "| 5 | conflict, or owned by another process |",
  "| 6 | blocked: an operator is needed |",
  "| 7 | a budget is used up |",
  "| 8 | preflight failed |",
  "| 9 | the log is damaged |",
  "| 10 | nothing to do |",
  "| 11 | fenced by another owner |",
  "| 130 | interrupted |",
  "",
  "## Options of every command",
  "",
];
