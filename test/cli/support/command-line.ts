import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

const ENTRY = join(import.meta.dirname ?? "", "../../../millrace.ts");

export interface Ended {
  code: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
}

export interface StartOptions {
  env?: Record<string, string>;
  /** Another directory to start it from. */
  from?: string;
}

/** The command line as a process of its own, in a fresh directory. */
export interface CommandLine {
  directory: string;
  start(args: readonly string[], options?: StartOptions): ChildProcess;
  run(args: readonly string[], options?: StartOptions & { input?: string }): Promise<Ended>;
  remove(): void;
}

export function commandLine(): CommandLine {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "millrace-cli-")));
  const { MILLRACE_WORKSPACE: _, MILLRACE_DEBUG: __, ...inherited } = process.env;
  const start: CommandLine["start"] = (args, { env = {}, from = directory } = {}) => {
    const argv = "Deno" in globalThis ? ["run", "-A", ENTRY] : [ENTRY];
    return spawn(process.execPath, [...argv, ...args], { cwd: from, env: { ...inherited, ...env }, stdio: "pipe" });
  };
  return {
    directory,
    start,
    run(args, { input = "", ...options } = {}) {
      const child = start(args, options);
      child.stdin?.end(input);
      return endOf(child);
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** Waits until a process has ended and its output is whole. */
export function endOf(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
