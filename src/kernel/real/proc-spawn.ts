import * as fs from "node:fs";
import type { SpawnedProcess, SpawnOrder } from "../ports/proc.ts";
import { processRow } from "./proc-table.ts";

/**
 * Starts a process as leader of its own session and group, its output appended to files.
 * Throws an error with the platform's code (ENOENT, EACCES) when it cannot be started or a file cannot be opened.
 */
export function spawnDetached(order: SpawnOrder): SpawnedProcess {
  const { spawn } = process.getBuiltinModule("node:child_process"); // loaded late: supervisors never need it
  const opened: number[] = [];
  const open = (path: string, flags: string): number => {
    const fd = fs.openSync(path, flags, 0o600);
    opened.push(fd);
    return fd;
  };
  const output = (path: string): number | "ignore" => (path === "ignore" ? "ignore" : open(path, "a"));
  try {
    const stdin = order.stdin === "ignore" || order.stdin === "pipe" ? order.stdin : open(order.stdin, "r");
    const [program = "", ...args] = order.argv;
    const child = spawn(program, args, {
      cwd: order.cwd,
      env: { ...order.env },
      detached: true,
      stdio: [stdin, output(order.stdout), output(order.stderr)],
    });
    const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
      child.once("exit", (code, signal) => resolve({ code, signal }));
    });
    child.on("error", ignoreLate);
    child.stdin?.on("error", ignoreLate);
    const pid = child.pid;
    if (pid === undefined) throw Object.assign(new Error(`Cannot start "${program}" in "${order.cwd}"`), { code: "ENOENT" });
    return {
      identity: { pid, started: processRow(pid)?.started ?? "ended" },
      ended,
      write: (text) => void child.stdin?.write(text),
      closeStdin: () => void child.stdin?.end(),
      unref() {
        child.unref();
        unrefStream(child.stdin);
      },
    };
  } finally {
    for (const fd of opened) fs.closeSync(fd);
  }
}

/** The child's end tells what a late error of its pipe or of the spawn would. */
function ignoreLate(): undefined {
  return undefined;
}

function unrefStream(stream: unknown): void {
  if (typeof stream !== "object" || stream === null || !("unref" in stream) || typeof stream.unref !== "function") return;
  stream.unref();
}
