import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";
import { type Figure, most } from "./support/figure.ts";

/** Bun collects garbage once a second until the heap stayed the same for half a minute: both are looked at, the beginning and what stays. */
const PERIODS = [
  { called: "", settle: 4000, watched: 20_000 },
  { called: ", settled", settle: 40_000, watched: 40_000 },
];
const DOCUMENTS = 10_000;
const DROPPED = 1000;
/** So long without growth, the log holds all that was dropped. */
const QUIET_MILLIS = 3000;
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

/** A daemon with nothing to do, watched from outside: with one document, and with so many; and how soon it takes in what is dropped at once. */
export async function benchDaemon(): Promise<Figure[]> {
  const figures: Figure[] = [];
  await inWorkspace({}, async (workspace) => {
    await workspace.must(["add-task", "Once", "--run", "true"]);
    const daemon = workspace.start(["start", "--daemon"], { timeout: 120_000 });
    await workspace.event("the task is done", ({ type }) => type === "run.finished");
    figures.push(...(await idle(workspace, daemon.pid, "idle daemon")));
    daemon.child.kill("SIGTERM");
    await daemon.ended;
  });
  await inWorkspace({}, async (workspace) => {
    await workspace.must(["pause"]);
    const lines = Array.from({ length: DOCUMENTS }, (_, at) => `{"title":"Task ${at}","id":"task-${at}","run":["true"]}\n`);
    await workspace.must(["add-tasks"], { stdin: lines.join(""), timeout: 120_000 });
    const daemon = workspace.start(["start", "--daemon"], { timeout: 240_000 });
    await workspace.event("the daemon runs", ({ type, data }) => type === "runtime.moved" && data.event === "STARTED");
    figures.push(...(await idle(workspace, daemon.pid, "idle daemon, 10 000 documents")));
    figures.push({
      what: "1 000 files dropped at once are taken in",
      measured: await dropped(workspace),
      unit: "ms",
      bar: most(2000),
      detail: "of which half a second sees whether they are whole",
    });
    daemon.child.kill("SIGTERM");
    await daemon.ended;
  });
  return figures;
}

async function idle(workspace: Workspace, pid: number, daemon: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { called, settle, watched } of PERIODS) {
    await sleep(settle);
    figures.push(...(await watch(workspace, pid, daemon + called, watched)));
  }
  return figures;
}

async function watch(workspace: Workspace, pid: number, what: string, millis: number): Promise<Figure[]> {
  const before = useOf(pid, workspace.path("millrace-agents/log"));
  await sleep(millis);
  const after = useOf(pid, workspace.path("millrace-agents/log"));
  const seconds = millis / 1000;
  const grown = after.log - before.log;
  return [
    {
      what: `${what}, bytes to disk`,
      measured: after.written - before.written + grown,
      unit: "bytes",
      bar: most(0),
      detail: `in ${seconds} s; no fsync means nothing to sync`,
    },
    {
      what: `${what}, wake-ups`,
      measured: (after.sleeps - before.sleeps) / seconds,
      unit: "/s",
      bar: most(2),
      detail: "voluntary switches of the main thread: its waits for its own helpers count too, so rather too many",
    },
    { what: `${what}, of a core`, measured: ((after.seconds - before.seconds) / seconds) * 100, unit: "%", bar: most(0.5) },
    { what: `${what}, resident`, measured: after.resident / 1024, unit: "MB", bar: most(120) },
  ];
}

/** Milliseconds from the first of the files to the last of their events. */
async function dropped(workspace: Workspace): Promise<number> {
  const aside = workspace.path("../dropped");
  mkdirSync(aside);
  for (let at = 0; at < DROPPED; at++) writeFileSync(`${aside}/dropped-${at}.md`, `# Dropped ${at}\n\nRun-Commands:\n- true\n`);
  const log = workspace.path("millrace-agents/log");
  const grown = (): number => readdirSync(log).reduce((sum, name) => sum + statSync(`${log}/${name}`).size, 0);
  const begun = performance.now();
  for (let at = 0; at < DROPPED; at++)
    renameSync(`${aside}/dropped-${at}.md`, workspace.path(`millrace-agents/tasks/queue/dropped-${at}.md`));
  let size = grown();
  let last = begun;
  // The log of 10 000 items takes longer to read than this may disturb: only its growth is looked at until it rests.
  while (performance.now() - last < QUIET_MILLIS) {
    await sleep(20);
    if (grown() === size) continue;
    size = grown();
    last = performance.now();
  }
  const taken = workspace.events().filter(({ type, subject }) => type === "item.added" && subject.startsWith("dropped-"));
  if (taken.length !== DROPPED) throw new Error(`${taken.length} of ${DROPPED} files were taken in`);
  return Date.parse(taken.at(-1)?.time ?? "") - (performance.timeOrigin + begun);
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
