import process from "node:process";
import { environmentOf } from "./proc-environment.ts";

/**
 * Takes out of this process's environment what it was not started with: Bun reads `.env` of the directory by itself, where a stage can
 * write, and git or the loader of programs would heed what it says. Where the first environment cannot be read, all stays.
 */
export function forgetDotEnv(): void {
  const given = new Set(environmentOf(process.pid).map((entry) => entry.slice(0, entry.indexOf("="))));
  if (given.size === 0) return;
  for (const name of Object.keys(process.env)) if (!given.has(name)) delete process.env[name];
}
