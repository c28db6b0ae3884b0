import process from "node:process";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import { forgetDotEnv } from "../kernel/real/forget-dot-env.ts";
import { standardError, standardOutput } from "../kernel/real/output.ts";
import type { Operation } from "../operations/define-operation.ts";
import { flagOf } from "../operations/params.ts";
import { registry } from "../operations/registry.ts";
import { findCommand } from "./arguments/find-command.ts";
import type { GlobalValues } from "./arguments/global-options.ts";
import { splitGlobals } from "./arguments/split-globals.ts";
import { type Token, tokensOf } from "./arguments/tokens.ts";
import { expectedFailure } from "./failure/expected-failure.ts";
import { failureJson, renderFailure } from "./failure/render-failure.ts";
import { paperFor } from "./paper-for.ts";

/** The command line. Ends the process with the exit code of the command: see docs/cli.md for the table. */
export async function main(args: readonly string[], entry: string): Promise<never> {
  forgetDotEnv();
  const facing = { json: asksForJson(args), streaming: false };
  try {
    process.exit(await perform(args, entry, facing));
  } catch (error) {
    const failure = expectedFailure(error);
    const debug = (process.env.MILLRACE_DEBUG ?? "") !== "";
    if (facing.json) standardOutput.write(failureJson(failure, facing.streaming));
    const paper = paperFor(standardError, args.includes("--no-color"));
    if (!facing.json || debug) standardError.write(renderFailure(failure, paper, debug));
    process.exit(failure.exit);
  }
}

async function perform(args: readonly string[], entry: string, facing: { streaming: boolean }): Promise<number> {
  const { globals: given, rest } = splitGlobals(tokensOf(plainly(args)));
  // A description is the help that programs read.
  const globals = given.describe ? { ...given, help: true, json: true } : given;
  if (globals.version) return printVersion(globals);
  const found = findCommand(registry, rest);
  if (found.type !== "command") return await printIndex(globals, rest, found.type === "group" ? found.words : []);
  if (globals.help) return await printHelp(globals, found.entry.name);
  const operation = await found.entry.load();
  facing.streaming =
    operation.streams === true || found.rest.some((token) => token.type === "option" && asksToFollow(operation, token.flag));
  const { performOperation } = await import("./perform-operation.ts");
  return await performOperation({ entry: found.entry, operation, tokens: found.rest, globals, program: entry });
}

async function printVersion(globals: GlobalValues): Promise<number> {
  const { PRODUCT } = await import("../kernel/product.ts");
  const version = PRODUCT.replace(/^millrace /, "");
  standardOutput.write(globals.json ? `${JSON.stringify({ version })}\n` : `${PRODUCT}\n`);
  return 0;
}

/** The commands, or those of a group. Options without a command are a mistake, not a call for help. */
async function printIndex(globals: GlobalValues, rest: readonly Token[], group: string[]): Promise<number> {
  const stray = rest.find((token) => token.type === "option");
  if (stray?.type === "option")
    throw new MillraceError("cli.unknown-option", { option: stray.flag, command: group.join(" ") || "<command>" });
  if (globals.json) {
    const { describeAll } = await import("./help/describe-all.ts");
    standardOutput.write(`${JSON.stringify(await describeAll(group))}\n`);
    return 0;
  }
  const { rootHelp } = await import("./help/root-help.ts");
  const { wrap } = await import("./text/wrap.ts");
  const paper = paperFor(standardOutput, globals["no-color"]);
  standardOutput.write(wrap(rootHelp(registry, paper, group), paper.columns));
  return 0;
}

async function printHelp(globals: GlobalValues, name: string): Promise<number> {
  const entry = registry.find((row) => row.name === name);
  if (!entry) throw new Error(`No operation ${name}`);
  const operation = await entry.load();
  if (globals.json) {
    const { describeOperation } = await import("../operations/describe-operation.ts");
    standardOutput.write(`${JSON.stringify(describeOperation(entry, operation))}\n`);
    return 0;
  }
  const { commandHelp } = await import("./help/command-help.ts");
  const { wrap } = await import("./text/wrap.ts");
  const paper = paperFor(standardOutput, globals["no-color"]);
  standardOutput.write(wrap(commandHelp(entry, operation, paper), paper.columns));
  return 0;
}

function asksToFollow({ params }: Operation, flag: string): boolean {
  return Object.entries(params).some(([name, param]) => param.follows === true && flag === `--${flagOf(name, param)}`);
}

/** `help x` and `version` stand for the options of that name. */
function plainly(args: readonly string[]): readonly string[] {
  if (args[0] === "help") return [...args.slice(1), "--help"];
  return args[0] === "version" ? ["--version", ...args.slice(1)] : args;
}

/** Before anything is parsed: a mistake on the command line is told as JSON too. */
function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return (end === -1 ? args : args.slice(0, end)).includes("--json");
}
