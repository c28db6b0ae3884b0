import * as fs from "node:fs";

/** The number by which a process or one above it was marked (see `NativeCalls.mark`), by proc_pid_limits(5); null where it is not, or that cannot be read. */
export function processMark(pid: number): number | null {
  let text: string;
  try {
    text = fs.readFileSync(`/proc/${pid}/limits`, "latin1");
  } catch {
    return null; // ended, or a platform without /proc
  }
  const soft = /^Max realtime timeout +(\d+)/m.exec(text)?.[1];
  return soft === undefined ? null : Number(soft);
}
