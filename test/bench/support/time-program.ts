import { spawnSync } from "node:child_process";

/** Milliseconds from the start of a program to its end, its output read. Throws when it does not end with 0. */
export function timeProgram(argv: readonly string[], options: { cwd: string; env: Readonly<Record<string, string>> }): number {
  const [file = "", ...args] = argv;
  const began = performance.now();
  const { status, stderr } = spawnSync(file, args, { ...options, env: { ...options.env }, encoding: "utf8" });
  const millis = performance.now() - began;
  if (status !== 0) throw new Error(`${argv.join(" ")} ended with ${status}: ${stderr}`);
  return millis;
}
