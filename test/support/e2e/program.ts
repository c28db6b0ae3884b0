import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import process from "node:process";

/** What a call runs the sources under. */
export type Runtime = "bun" | "deno";

const entry = resolve(import.meta.dirname, "../../../millrace.ts");

/** How Millrace is called: from source under a runtime that is named, else the executable in MILLRACE_E2E_PROGRAM, without one from source under Bun. */
export function program(runtime?: Runtime): readonly [string, ...string[]] {
  if (runtime === "deno") return [deno() ?? "deno", "run", "-A", "--quiet", entry];
  const executable = runtime ? undefined : process.env.MILLRACE_E2E_PROGRAM;
  return executable ? [resolve(executable)] : [process.execPath, entry];
}

/** Path of Deno, null where there is none: tests that need it are then skipped, and say so by that. */
export function deno(): string | null {
  const places = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "deno"));
  const pinned = resolve(import.meta.dirname, "../../../.ci/tools/node_modules/.bin/deno");
  return [...places, pinned].find((path) => existsSync(path)) ?? null;
}
