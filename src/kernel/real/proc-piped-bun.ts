import * as fs from "node:fs";
import { isFsError } from "../fs-error.ts";
import type { InputPipe, OutputSink, PipedOrder, PipedProcess } from "./piped-process.ts";
import type { NativeCalls } from "./proc-native.ts";
import { processRow } from "./proc-table.ts";

interface BunSubprocess {
  pid: number;
  exited: Promise<number>;
  exitCode: number | null;
  signalCode: string | null;
}

interface BunSpawn {
  spawn(argv: readonly string[], options: object): BunSubprocess;
}

interface Pipe {
  readEnd: number;
  writeEnd: number;
}

const READ_BYTES = 64 * 1024;
const LONGEST_PAUSE_MILLIS = 50;

/**
 * The way of Bun, null under another runtime or without a C library. node:child_process would cost a supervisor 4 ms at its
 * first launch and 3 MB, and hand children sockets, which cannot be opened by way of /dev/stderr (all seen).
 */
export function spawnPipedByBun(order: PipedOrder, native: NativeCalls, sink: OutputSink): PipedProcess | { error: string } | null {
  const bun = (globalThis as { Bun?: unknown }).Bun as BunSpawn | undefined;
  const stdout = bun ? native.pipe() : null;
  const stderr = order.merge ? stdout : stdout && native.pipe();
  const talk = bun && order.stdin === "pipe" ? native.pipe() : null;
  if (!bun || !stdout || !stderr || (order.stdin === "pipe" && !talk)) return null;
  const pipes =
    stderr === stdout
      ? ([["stdout", stdout]] as const)
      : ([
          ["stdout", stdout],
          ["stderr", stderr],
        ] as const);
  const stdin = talk ? talk.readEnd : openInput(order);
  let child: BunSubprocess;
  try {
    child = bun.spawn(order.argv, {
      cwd: order.cwd,
      env: { ...order.env },
      detached: true,
      stdio: [stdin, stdout.writeEnd, stderr.writeEnd],
    });
  } catch (error) {
    for (const [, pipe] of pipes) fs.closeSync(pipe.readEnd);
    if (talk) fs.closeSync(talk.writeEnd);
    return { error: error instanceof Error && "code" in error ? String(error.code) : String(error) };
  } finally {
    if (stdin !== "ignore") fs.closeSync(stdin);
    for (const [, pipe] of pipes) fs.closeSync(pipe.writeEnd);
  }
  return {
    identity: { pid: child.pid, started: processRow(child.pid)?.started ?? "ended" },
    input: talk && inputPipe(talk),
    exited: child.exited.then(() => ({ code: child.exitCode, signal: child.signalCode })),
    drained: Promise.all(pipes.map(([name, pipe]) => readAll(pipe, (bytes) => sink(name, bytes)))),
  };
}

function openInput({ stdin }: PipedOrder): number | "ignore" {
  return stdin === null || stdin === "pipe" ? "ignore" : fs.openSync(stdin.file, "r");
}

/**
 * The writing end, opened anew so that a write never waits: the pool of threads has as few as two, which may both wait in a read
 * (seen: a write that came third never happened). A pipe that is full is asked again, less often each time.
 */
function inputPipe({ writeEnd }: Pipe): InputPipe {
  const fd = fs.openSync(`/proc/self/fd/${writeEnd}`, fs.constants.O_WRONLY | fs.constants.O_NONBLOCK);
  fs.closeSync(writeEnd);
  let open = true;
  const close = (): void => {
    if (open) fs.closeSync(fd);
    open = false;
  };
  return {
    async write(bytes) {
      for (let from = 0, pause = 1; open && from < bytes.length; ) {
        const taken = writtenNow(fd, bytes.subarray(from));
        if (taken === null) close();
        from += taken ?? 0;
        pause = taken === 0 ? Math.min(pause * 2, LONGEST_PAUSE_MILLIS) : 1;
        if (taken === 0) await new Promise((resolve) => setTimeout(resolve, pause));
      }
      return open;
    },
    close,
  };
}

/** How many bytes the pipe takes now; null when nobody reads. */
function writtenNow(fd: number, bytes: Uint8Array): number | null {
  try {
    return fs.writeSync(fd, bytes);
  } catch (error) {
    return isFsError(error, "EAGAIN") ? 0 : null;
  }
}

/** Reads a pipe to its end; never more than one buffer is in memory. */
function readAll({ readEnd }: Pipe, take: (bytes: Uint8Array) => boolean): Promise<void> {
  const buffer = new Uint8Array(READ_BYTES);
  return new Promise((resolve) => {
    const next = (): void => {
      fs.read(readEnd, buffer, 0, buffer.length, null, (error, length) => {
        if (!error && length > 0 && take(buffer.subarray(0, length))) return next();
        fs.closeSync(readEnd);
        resolve();
      });
    };
    next();
  });
}
