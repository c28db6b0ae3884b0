import * as fs from "node:fs";

/** One live process. Zombies are left out: they run nothing and hold nothing. */
export interface ProcessRow {
  pid: number;
  parent: number;
  group: number;
  session: number;
  /** Opaque start time: boot and clock ticks on Linux (proc(5), field 22), `lstart` of ps elsewhere. */
  started: string;
  /** Stopped by a signal or a debugger (state T or t). */
  suspended: boolean;
}

let boot: string | undefined;

/** The process with this number, null when there is none or only a zombie. */
export function processRow(pid: number): ProcessRow | null {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  if (!hasProc()) return fromPs(["-p", String(pid)])[0] ?? null;
  return readStat(pid);
}

/** Every live process that this user may see. */
export function processTable(): ProcessRow[] {
  if (!hasProc()) return fromPs(["-ax"]);
  const rows: ProcessRow[] = [];
  for (const name of fs.readdirSync("/proc")) {
    const row = /^\d+$/.test(name) ? readStat(Number(name)) : null;
    if (row) rows.push(row);
  }
  return rows;
}

/** True where processes can be read from /proc (Linux). */
export function hasProc(): boolean {
  boot ??= bootId();
  return boot !== "";
}

function bootId(): string {
  try {
    return fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8").slice(0, 8);
  } catch {
    return "";
  }
}

function readStat(pid: number): ProcessRow | null {
  let text: string;
  try {
    text = fs.readFileSync(`/proc/${pid}/stat`, "latin1");
  } catch {
    return null; // it ended between the listing and the look
  }
  // The name stands in parentheses and may hold anything, parentheses too.
  const [state, parent, group, session, ...rest] = text.slice(text.lastIndexOf(")") + 2).split(" ");
  if (state === "Z" || state === "X") return null;
  return {
    pid,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    started: `${boot}-${rest[15]}`,
    suspended: isStopped(state),
  };
}

function isStopped(state: string | undefined): boolean {
  return state?.[0]?.toUpperCase() === "T";
}

function fromPs(which: string[]): ProcessRow[] {
  const { execFileSync } = process.getBuiltinModule("node:child_process");
  let text: string;
  try {
    text = execFileSync("ps", [...which, "-o", "pid=,ppid=,pgid=,sess=,stat=,lstart="], {
      encoding: "utf8",
      env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return []; // ps says 1 for "no such process"
  }
  const rows: ProcessRow[] = [];
  for (const line of text.split("\n")) {
    const [pid, parent, group, session, state, ...started] = line.trim().split(/\s+/);
    if (!pid || !state || state.startsWith("Z")) continue;
    const numbers = { pid: Number(pid), parent: Number(parent), group: Number(group), session: Number(session) };
    rows.push({ ...numbers, started: started.join(" "), suspended: isStopped(state) });
  }
  return rows;
}
