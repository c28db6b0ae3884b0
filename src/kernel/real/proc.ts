import type { Proc, ProcessIdentity } from "../ports/proc.ts";
import { environmentOf } from "./proc-environment.ts";
import { spawnDetached } from "./proc-spawn.ts";
import { hasProc, type ProcessRow, processRow, processTable } from "./proc-table.ts";
import { processMark } from "./process-mark.ts";

/** The machine's processes, with what the supervision of a tree has to see of them. */
export interface RealProc extends Proc {
  /** Every live process, one pass. */
  table(): ProcessRow[];
  /** A variable that a process was started with; null when it has none, or where that cannot be read. */
  variable(pid: number, name: string): string | null;
  /** The number that a process inherited from one that was marked; null where it has none, or that cannot be read. */
  mark(pid: number): number | null;
  /** Whether environments can be read here, so that a process that left its group can be found. */
  readonly seesEnvironments: boolean;
}

/** Processes through node:child_process and /proc, or ps where there is no /proc. */
export const systemProc: RealProc = {
  self: () => identityOf(processRow(process.pid)) ?? { pid: process.pid, started: "unknown" },
  spawn: spawnDetached,
  identify: (pid) => identityOf(processRow(pid)),
  suspended: (pid) => processRow(pid)?.suspended ?? false,
  signal: (pid, signal) => send(pid, signal),
  signalGroup: (pid, signal) => pid > 1 && send(-pid, signal),
  carrying(name, value) {
    const wanted = `${name}=${value}`;
    const carriers = hasProc() ? processTable().filter((row) => row.pid !== process.pid && environmentOf(row.pid).includes(wanted)) : [];
    return carriers.map(({ pid, started }) => ({ pid, started }));
  },
  table: processTable,
  variable(pid, name) {
    const entry = environmentOf(pid).find((one) => one.startsWith(`${name}=`));
    return entry?.slice(name.length + 1) ?? null;
  },
  mark: processMark,
  get seesEnvironments() {
    return hasProc();
  },
};

function identityOf(row: ProcessRow | null): ProcessIdentity | null {
  return row && { pid: row.pid, started: row.started };
}

/** False when there is no such process, or it belongs to another user. */
function send(pid: number, signal: "TERM" | "KILL" | "INT" | "STOP" | "CONT"): boolean {
  try {
    return process.kill(pid, `SIG${signal}`);
  } catch {
    return false;
  }
}
