import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import type { ProcessIdentity } from "../ports/proc.ts";
import type { NativeCalls } from "./proc-native.ts";
import { processRow } from "./proc-table.ts";

export interface PipedOrder {
  argv: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
  /** File to read standard input from, null for none. */
  stdin: string | null;
  /** Both outputs into one pipe, in the order of writing. */
  merge: boolean;
}

/** Receives output as it comes; the bytes are only lent. False ends the reading, so that the writer is held back. */
export type OutputSink = (stream: "stdout" | "stderr", bytes: Uint8Array) => boolean;

export interface PipedProcess {
  identity: ProcessIdentity;
  exited: Promise<{ code: number | null; signal: string | null }>;
  /** Both pipes have no writer any more, or the sink refused. */
  drained: Promise<unknown>;
}

const READ_BYTES = 64 * 1024;

/**
 * Starts a process as leader of its own session, its output streamed through this one. Bun hands children sockets for
 * pipes, which cannot be opened by way of /dev/stderr (seen), so real pipes are made where the C library can be called. Deno makes real
 * ones, but two of them: there a merged order of writing is only nearly kept. Gives the platform's code (ENOENT, EACCES …) when the program cannot be started.
 */
export async function spawnPiped(order: PipedOrder, native: NativeCalls, sink: OutputSink): Promise<PipedProcess | { error: string }> {
  const stdin = order.stdin === null ? "ignore" : fs.openSync(order.stdin, "r");
  const pipes = "Bun" in globalThis ? realPipes(native, order.merge) : null;
  const [program = "", ...args] = order.argv;
  let child: ChildProcess;
  try {
    child = spawn(program, args, {
      cwd: order.cwd,
      env: { ...order.env },
      detached: true,
      stdio: [stdin, pipes?.stdout.writeEnd ?? "pipe", pipes?.stderr.writeEnd ?? "pipe"],
    });
  } catch (error) {
    closePipes(pipes, "readEnd");
    return { error: codeOf(error) };
  } finally {
    if (stdin !== "ignore") fs.closeSync(stdin);
    closePipes(pipes, "writeEnd");
  }
  const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  const failed = new Promise<unknown>((resolve) => child.once("error", resolve));
  if (child.pid === undefined) {
    closePipes(pipes, "readEnd");
    return { error: codeOf(await failed) };
  }
  const drained = pipes
    ? Promise.all(distinct(pipes).map((one) => readAll(one.pipe.readEnd, (bytes) => sink(one.name, bytes))))
    : Promise.all([flow(child, "stdout", sink), flow(child, "stderr", sink)]);
  return { identity: { pid: child.pid, started: processRow(child.pid)?.started ?? "ended" }, exited, drained };
}

interface Pipe {
  readEnd: number;
  writeEnd: number;
}

interface Pipes {
  stdout: Pipe;
  stderr: Pipe;
}

function realPipes(native: NativeCalls, merge: boolean): Pipes | null {
  const stdout = native.pipe();
  if (!stdout) return null;
  const stderr = merge ? stdout : native.pipe();
  return stderr && { stdout, stderr };
}

function distinct(pipes: Pipes): { name: "stdout" | "stderr"; pipe: Pipe }[] {
  const first = { name: "stdout", pipe: pipes.stdout } as const;
  return pipes.stderr === pipes.stdout ? [first] : [first, { name: "stderr", pipe: pipes.stderr }];
}

function closePipes(pipes: Pipes | null, end: "readEnd" | "writeEnd"): void {
  for (const { pipe } of pipes ? distinct(pipes) : []) fs.closeSync(pipe[end]);
}

/** Reads a pipe to its end; never more than one buffer is in memory. */
function readAll(fd: number, take: (bytes: Uint8Array) => boolean): Promise<void> {
  const buffer = new Uint8Array(READ_BYTES);
  return new Promise((resolve) => {
    const next = (): void => {
      fs.read(fd, buffer, 0, buffer.length, null, (error, length) => {
        if (!error && length > 0 && take(buffer.subarray(0, length))) return next();
        fs.closeSync(fd);
        resolve();
      });
    };
    next();
  });
}

function flow(child: ChildProcess, name: "stdout" | "stderr", sink: OutputSink): Promise<void> {
  const stream = child[name];
  if (!stream) return Promise.resolve();
  return new Promise((resolve) => {
    stream.on("data", (bytes: Uint8Array) => {
      if (sink(name, bytes)) return;
      stream.pause();
      resolve();
    });
    stream.once("close", () => resolve());
    stream.once("error", () => resolve());
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
