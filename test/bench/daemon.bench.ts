import { readdirSync, readFileSync, statSync } from "node:fs";
import { inWorkspace } from "../support/e2e/workspace.ts";
import { type Figure, most } from "./support/figure.ts";

const SETTLE_MILLIS = 4000;
const WATCHED_MILLIS = 20_000;
/** Of the clock by which Linux counts a process's time. */
const TICKS_PER_SECOND = 100;

interface Use {
  /** Seconds of a core. */
  seconds: number;
  /** Times that the main thread let go of the processor on its own: each is a wake-up later. */
  sleeps: number;
  /** Bytes given to disks, without which there is nothing to sync. */
  written: number;
  log: number;
  /** Kilobytes. */
  resident: number;
}

/** A daemon with nothing to do, watched from outside. */
export async function benchDaemon(): Promise<Figure[]> {
  const figures: Figure[] = [];
  await inWorkspace({}, async (workspace) => {
    await workspace.must(["add-task", "Once", "--run", "true"]);
    const daemon = workspace.start(["start", "--daemon"], { timeout: 120_000 });
    await workspace.event("the task is done", ({ type }) => type === "run.finished");
    await sleep(SETTLE_MILLIS);
    const before = useOf(daemon.pid, workspace.path("millrace-agents/log"));
    await sleep(WATCHED_MILLIS);
    const after = useOf(daemon.pid, workspace.path("millrace-agents/log"));
    daemon.child.kill("SIGTERM");
    await daemon.ended;
    const seconds = WATCHED_MILLIS / 1000;
    const grown = after.log - before.log;
    figures.push(
      {
        what: "idle daemon, bytes to disk",
        measured: after.written - before.written + grown,
        unit: "bytes",
        bar: most(0),
        detail: `in ${seconds} s; no fsync means nothing to sync`,
      },
      {
        what: "idle daemon, wake-ups",
        measured: (after.sleeps - before.sleeps) / seconds,
        unit: "/s",
        bar: most(2),
        detail: "voluntary switches of the main thread: its waits for its own helpers count too, so rather too many",
      },
      { what: "idle daemon, of a core", measured: ((after.seconds - before.seconds) / seconds) * 100, unit: "%", bar: most(0.5) },
      { what: "idle daemon, resident", measured: after.resident / 1024, unit: "MB", bar: most(120) },
    );
  });
  return figures;
}

function useOf(pid: number, log: string): Use {
  const of = (file: string, field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(read(pid, file))?.[1] ?? Number.NaN);
  // The fields after the program's name, which may hold blanks.
  const times = read(pid, "stat").split(") ").at(-1)?.split(" ").slice(11, 13).map(Number) ?? [];
  return {
    seconds: times.reduce((sum, ticks) => sum + ticks, 0) / TICKS_PER_SECOND,
    sleeps: of("status", "voluntary_ctxt_switches"),
    written: of("io", "write_bytes"),
    log: readdirSync(log).reduce((sum, name) => sum + statSync(`${log}/${name}`).size, 0),
    resident: of("status", "VmRSS"),
  };
}

const read = (pid: number, file: string): string => readFileSync(`/proc/${pid}/${file}`, "utf8");

const sleep = (millis: number): Promise<void> => new Promise((resume) => setTimeout(resume, millis));
