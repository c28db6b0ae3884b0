import * as fs from "node:fs";
import { join } from "node:path";
import process from "node:process";

const modules = join(import.meta.dirname, "..", "..", "harness", "node_modules");

/** Where the pinned packages have their programs, as they are without having run any script of their own. */
const places = {
  codex: [".bin/codex"],
  claude: [`@anthropic-ai/claude-code-${process.platform}-${process.arch}/claude`],
} as const;

/** The pinned program of a harness; null where it was not installed, which `.ci/run` does. */
export function harnessProgram(name: keyof typeof places): string | null {
  return places[name].map((place) => join(modules, place)).find((path) => fs.existsSync(path)) ?? null;
}
