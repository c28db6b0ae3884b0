import * as fs from "node:fs";
import { join } from "node:path";

const directory = join(import.meta.dirname, "..", "..", "harness");

/** The pinned program of a harness; null where it was not installed, which `.ci/run` does. */
export function harnessProgram(name: string): string | null {
  const path = join(directory, "node_modules", ".bin", name);
  return fs.existsSync(path) ? path : null;
}
