import { type ChildProcess, spawn } from "node:child_process";

export interface ProgramOptions {
  cwd?: string;
  /** In place of this process's environment. */
  env?: Readonly<Record<string, string>>;
  input?: Uint8Array;
  /** Then it is killed, with all that it has started in its session. */
  millis: number;
}

export interface ProgramResult {
  /** `0`, `exit 3`, `SIGKILL`, or why it did not start. */
  exit: 0 | string;
  stdout: Buffer;
  stderr: string;
  /** It was killed because its time was over. */
  late: boolean;
}

/** What left the session may hold the outputs open for ever: after this they are no longer waited for. */
const LET_GO_MILLIS = 1000;

/** Runs a program to its end, in a session without terminal so that it cannot ask. Never throws for what the program does. */
export function runProgram(command: string, args: readonly string[], options: ProgramOptions): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      cwd: options.cwd,
      env: { ...(options.env ?? process.env) },
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      killSession(child);
    }, options.millis);
    const end = (exit: 0 | string): void => {
      clearTimeout(timer);
      resolve({ exit, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString(), late });
    };
    const ended = (code: number | null, signal: string | null): void =>
      end(code === 0 ? 0 : code === null ? (signal ?? "killed") : `exit ${code}`);
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.stdin.on("error", () => undefined); // it ended without reading on; its exit says why
    child.on("error", (error) => end(error.message));
    child.on("exit", (code, signal) => setTimeout(() => ended(code, signal), LET_GO_MILLIS).unref());
    child.on("close", ended);
    child.stdin.end(options.input);
  });
}

function killSession({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
