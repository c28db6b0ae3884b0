import * as fs from "node:fs";
import type { NativeCalls } from "./proc-native.ts";
import type { OutputSink, PipedOrder, PipedProcess } from "./proc-piped.ts";
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

/**
 * The way of Bun, null under another runtime or without a C library. node:child_process would cost a supervisor 4 ms at its
 * first launch and 3 MB, and hand children sockets, which cannot be opened by way of /dev/stderr (all seen).
 */
export function spawnPipedByBun(order: PipedOrder, native: NativeCalls, sink: OutputSink): PipedProcess | { error: string } | null {
  const bun = (globalThis as { Bun?: unknown }).Bun as BunSpawn | undefined;
  const stdout = bun ? native.pipe() : null;
  const stderr = order.merge ? stdout : stdout && native.pipe();
  if (!bun || !stdout || !stderr) return null;
  const pipes =
    stderr === stdout
      ? ([["stdout", stdout]] as const)
      : ([
          ["stdout", stdout],
          ["stderr", stderr],
        ] as const);
  const stdin = order.stdin === null ? "ignore" : fs.openSync(order.stdin, "r");
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
    return { error: error instanceof Error && "code" in error ? String(error.code) : String(error) };
  } finally {
    if (stdin !== "ignore") fs.closeSync(stdin);
    for (const [, pipe] of pipes) fs.closeSync(pipe.writeEnd);
  }
  return {
    identity: { pid: child.pid, started: processRow(child.pid)?.started ?? "ended" },
    exited: child.exited.then(() => ({ code: child.exitCode, signal: child.signalCode })),
    drained: Promise.all(pipes.map(([name, pipe]) => readAll(pipe, (bytes) => sink(name, bytes)))),
  };
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
