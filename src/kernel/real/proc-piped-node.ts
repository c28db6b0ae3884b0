import type { ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import type { Writable } from "node:stream";
import type { InputPipe, OutputSink, PipedOrder, PipedProcess } from "./piped-process.ts";
import { processRow } from "./proc-table.ts";

/** A shell that becomes the program: node:child_process cannot give both outputs one pipe, and two lose the order of writing. */
const MERGED = ["sh", "-c", 'exec "$@" 2>&1', "sh"];

/** The way of node:child_process, which is loaded when it is used. */
export async function spawnPipedByNode(order: PipedOrder, sink: OutputSink): Promise<PipedProcess | { error: string }> {
  const { spawn } = await import("node:child_process");
  const { stdin: from } = order;
  const stdin = from === null ? "ignore" : from === "pipe" ? "pipe" : fs.openSync(from.file, "r");
  const [program = "", ...args] = order.merge ? [...MERGED, ...order.argv] : order.argv;
  let child: ChildProcess;
  try {
    child = spawn(program, args, { cwd: order.cwd, env: { ...order.env }, detached: true, stdio: [stdin, "pipe", "pipe"] });
  } catch (error) {
    return { error: codeOf(error) };
  } finally {
    if (typeof stdin === "number") fs.closeSync(stdin);
  }
  const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  const failed = new Promise<unknown>((resolve) => child.once("error", resolve));
  if (child.pid === undefined) return { error: codeOf(await failed) };
  return {
    identity: { pid: child.pid, started: processRow(child.pid)?.started ?? "ended" },
    input: child.stdin && inputPipe(child.stdin),
    exited,
    drained: Promise.all([flow(child, "stdout", sink), flow(child, "stderr", sink)]),
  };
}

function inputPipe(stdin: Writable): InputPipe {
  // Each write says by itself that nobody reads; without a listener the same news would end this process.
  stdin.on("error", () => undefined);
  const closed = new Promise<false>((resolve) => stdin.once("close", () => resolve(false)));
  return {
    async write(bytes) {
      if (stdin.destroyed || stdin.writableEnded) return false;
      return await Promise.race([closed, new Promise<boolean>((resolve) => stdin.write(bytes, (error) => resolve(!error)))]);
    },
    close: () => void stdin.end(),
  };
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
