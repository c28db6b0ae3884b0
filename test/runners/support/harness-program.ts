import * as fs from "node:fs";
import { join } from "node:path";
import process from "node:process";

const modules = join(import.meta.dirname, "..", "..", "harness", "node_modules");

/** Where the pinned packages have their programs, as they are without having run any script of their own. */
const places = {
  codex: [".bin/codex"],
  pi: [".bin/pi"],
  acp: [".bin/claude-agent-acp"],
  claude: [`@anthropic-ai/claude-code-${process.platform}-${process.arch}/claude`],
} as const;

/** The pinned program of a harness; null where it was not installed. `.ci/run` installs it, so there its absence is an error. */
export function harnessProgram(name: keyof typeof places): string | null {
  const program = places[name].map((place) => join(modules, place)).find((path) => fs.existsSync(path));
  if (program === undefined && process.env.CI === "true")
    throw new Error(`There is no ${name} in ${modules}: npm ci --ignore-scripts in test/harness`);
  return program ?? null;
}
