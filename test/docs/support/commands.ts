import { readFileSync } from "node:fs";
import { join } from "node:path";
import { globalOptions } from "../../../src/cli/arguments/global-options.ts";
import { catalogue } from "../../../src/kernel/errors/catalogue.ts";
import { flagOf } from "../../../src/operations/params.ts";
import { registry } from "../../../src/operations/registry.ts";
import type { RegistryEntry } from "../../../src/operations/registry-entry.ts";
import { defaults } from "../../../src/plan/config/defaults.ts";
import { blocksOf, codesIn } from "./blocks.ts";
import { house } from "./guides.ts";

/** Codes of faults in loops; they are a type only, so they are read from its source. */
export const loopCodes: readonly string[] = readFileSync(join(house, "machines/loop/problem.ts"), "utf8").match(/loop\.[a-z-]+/g) ?? [];

const codes: readonly string[] = [...Object.keys(catalogue), ...loopCodes];
const areas = [...new Set(codes.map((code) => code.split(".")[0]))];
const sections = [...new Set(Object.keys(defaults).map((key) => key.split(".")[0]))];

/** The commands, options, error codes and settings that a text names and Millrace does not have; and how many it named. */
export async function commandsIn(text: string): Promise<{ wrong: string[]; found: number }> {
  const typed = blocksOf(text)
    .filter(({ language }) => language === "sh")
    .flatMap((block) => block.text.split("\n"))
    .flatMap((line) => line.match(/\bbun (?:millrace|\S*millrace\.ts) [^|;&#)]*/g) ?? [])
    .map((line) => line.replace(/^bun \S+/, "millrace"));
  const named = codesIn(text).filter((code) => code.startsWith("millrace "));
  const wrong = (await Promise.all([...typed, ...named].map(wrongIn))).flat();
  for (const code of codesIn(text).filter((one) => /^[a-z_]+\.[a-z_-]+$/.test(one))) {
    const [area = ""] = code.split(".");
    const isSetting = sections.includes(area) && Object.hasOwn(defaults, code);
    if ((areas.includes(area) || sections.includes(area)) && !codes.includes(code) && !isSetting) wrong.push(code);
  }
  return { wrong, found: typed.length + named.length };
}

async function wrongIn(command: string): Promise<string[]> {
  const words = command.split(/\s+/).slice(1);
  const options = words.filter((word) => word.startsWith("--")).map((word) => word.slice(2).replace(/[^\w-].*$/, ""));
  if (words[0]?.startsWith("-")) return options.filter((option) => !Object.hasOwn(globalOptions, option) && option !== "version");
  const entry = entryOf(words);
  if (entry === null) return words[0] === "…" ? [] : [command];
  const { params } = await entry.load();
  const known = new Set([...Object.entries(params).map(([name, param]) => flagOf(name, param)), ...Object.keys(globalOptions), "help"]);
  return options
    .filter((option) => !known.has(option) && option !== "no-input" && option !== "no-color")
    .map((option) => `${command}: --${option}`);
}

function entryOf(words: readonly string[]): RegistryEntry | null {
  const ways = registry.flatMap((entry) =>
    [entry.path, ...(entry.aliases ?? []).map((alias) => alias.words)].map((path) => ({ path, entry })),
  );
  const matching = ways.filter(({ path }) => path.every((word, index) => words[index] === word));
  return matching.sort((a, b) => b.path.length - a.path.length)[0]?.entry ?? null;
}
