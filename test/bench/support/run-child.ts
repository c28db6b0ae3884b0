import { spawnSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { root } from "../../run/root.ts";

/** Runs a script of this folder in a process of its own and gives the JSON that it prints last. Throws with its words when it fails. */
export function runChild<T>(script: string, ...args: readonly string[]): T {
  const path = join(root, "test/bench", script);
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], { encoding: "utf8", maxBuffer: 1 << 28 });
  const line = stdout.trim().split("\n").at(-1) ?? "";
  if (status !== 0 || line === "") throw new Error(`${script} ${args.join(" ")} ended with ${status}: ${stderr.trim() || stdout.trim()}`);
  return JSON.parse(line) as T;
}
