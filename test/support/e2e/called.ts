import { type ChildProcess, spawn } from "node:child_process";

/** How a call ended. */
export interface Ended {
  /** Null when a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
  millis: number;
}

export interface CallOptions {
  cwd: string;
  env: Readonly<Record<string, string>>;
  /** Text for standard input; nothing when absent. */
  stdin?: string;
  /** After so many milliseconds it is killed. */
  timeout?: number;
}

/** A call under way. */
export interface Call {
  readonly child: ChildProcess;
  readonly pid: number;
  /** What it wrote so far. */
  out(): string;
  err(): string;
  readonly ended: Promise<Ended>;
}

/** Starts a program with its outputs on pipes. */
export function call(argv: readonly [string, ...string[]], options: CallOptions): Call {
  const began = performance.now();
  const [file, ...args] = argv;
  const child = spawn(file, args, { cwd: options.cwd, env: { ...options.env }, stdio: "pipe" });
  const pieces = { out: [] as Buffer[], err: [] as Buffer[] };
  child.stdout.on("data", (bytes: Buffer) => pieces.out.push(bytes));
  child.stderr.on("data", (bytes: Buffer) => pieces.err.push(bytes));
  child.stdin.on("error", () => child.stdin.destroy());
  child.stdin.end(options.stdin ?? "");
  const text = (of: Buffer[]): string => Buffer.concat(of).toString("utf8");
  const ended = new Promise<Ended>((settle, fail) => {
    const killer = setTimeout(() => child.kill("SIGKILL"), options.timeout ?? 60_000);
    child.on("error", fail);
    child.on("close", (code, signal) => {
      clearTimeout(killer);
      settle({ code, signal, out: text(pieces.out), err: text(pieces.err), millis: performance.now() - began });
    });
  });
  return { child, pid: child.pid ?? 0, out: () => text(pieces.out), err: () => text(pieces.err), ended };
}
