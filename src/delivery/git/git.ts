import { spawn } from "node:child_process";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { gitEnv } from "./git-env.ts";
import { KILLED } from "./was-killed.ts";

export interface GitOptions {
  env?: Readonly<Record<string, string>>;
  /** Bytes for the standard input; latin1 text stands for bytes one to one. */
  input?: Uint8Array;
  /** Stops reading (and git) after so many bytes. */
  limit?: number;
}

export interface GitResult {
  /** null when a signal ended it or `limit` was reached. */
  exit: number | null;
  stdout: Buffer;
  stderr: string;
  /** `limit` was reached. */
  cut: boolean;
}

/**
 * Settings that hold for every call: no hook and no file monitor of the operator runs, nothing is tidied up on the way, and what git
 * writes outlives a power cut (its objects by one flush a call) before an event names it.
 */
const settings = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.safecrlf=false",
  "core.quotePath=false",
  "gc.auto=0",
  "maintenance.auto=false",
  "i18n.commitEncoding=UTF-8",
  "advice.addEmbeddedRepo=false",
  "core.fsync=objects,reference",
  "core.fsyncMethod=batch",
].flatMap((setting) => ["-c", setting]);

const GIVE_UP_MS = 10 * 60_000;

/** The git command line in one directory: arguments as arrays, never a shell. */
export class Git {
  readonly cwd: string;
  private readonly program: string;

  constructor(cwd: string, program: string) {
    this.cwd = cwd;
    this.program = program;
  }

  /** Runs git to its end, whatever its exit code. Throws `git.failed` when it cannot start. */
  run(args: readonly string[], options: GitOptions = {}): Promise<GitResult> {
    return new Promise((resolve, reject) => {
      const child = spawn(this.program, [...settings, ...args], {
        cwd: this.cwd,
        env: { ...gitEnv(process.env), ...options.env },
        stdio: ["pipe", "pipe", "pipe"],
      });
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      let bytes = 0;
      let cut = false;
      const timer = setTimeout(() => child.kill("SIGKILL"), GIVE_UP_MS);
      child.stdout.on("data", (chunk: Buffer) => {
        if (cut) return;
        stdout.push(chunk);
        bytes += chunk.length;
        if (options.limit === undefined || bytes <= options.limit) return;
        cut = true;
        child.kill("SIGTERM");
      });
      child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
      child.stdin.on("error", () => undefined); // git ended without reading on; its exit code says why
      child.on("error", (error) => {
        clearTimeout(timer);
        reject(failed(args, "not started", error.message));
      });
      child.on("close", (exit) => {
        clearTimeout(timer);
        resolve({ exit, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString(), cut });
      });
      child.stdin.end(options.input);
    });
  }

  /** As `run`, of a git that ends by itself; throws `git.failed` where it was killed. */
  async end(args: readonly string[], options: GitOptions = {}): Promise<GitResult & { exit: number }> {
    const result = await this.run(args, options);
    const { exit, stderr } = result;
    if (exit === null) throw failed(args, KILLED, stderr.trim());
    return { ...result, exit };
  }

  /** The standard output of a git that must succeed; throws `git.failed` with what it said. */
  async must(args: readonly string[], options: GitOptions = {}): Promise<Buffer> {
    const { exit, stdout, stderr } = await this.end(args, options);
    if (exit === 0) return stdout;
    throw failed(args, `exit ${exit}`, stderr.trim());
  }

  /** The first line of what `must` gives. */
  async line(args: readonly string[], options: GitOptions = {}): Promise<string> {
    return (await this.must(args, options)).toString().split("\n", 1)[0] ?? "";
  }

  /** The first line, or null when git says no (exit 1 or 128, as `rev-parse --verify` and `symbolic-ref` do). */
  async ask(args: readonly string[]): Promise<string | null> {
    const { exit, stdout } = await this.end(args);
    return exit === 0 ? (stdout.toString().split("\n", 1)[0] ?? "") : null;
  }
}

function failed(args: readonly string[], exit: string, problem: string): MillraceError {
  return new MillraceError("git.failed", { command: args[0], exit, problem: problem.slice(0, 2000) });
}
