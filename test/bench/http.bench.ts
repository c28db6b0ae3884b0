import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { program } from "../support/e2e/program.ts";
import { type Frame, readStream, serve } from "../support/e2e/served.ts";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";
import { type Figure, most } from "./support/figure.ts";
import { writeHistory } from "./support/history.ts";
import { percentile, spread } from "./support/statistics.ts";

const RUNS = 1000;
/** Of one task's whole life in the history. */
const EVENTS_EACH = 35;
const REQUESTS = 1000;
const CLIENTS = 100;
const LONG = { timeout: 170_000 };
const TASKS = 100;
/** Longer than what `add-tasks` waits for more, so that each is a command of its own. */
const BETWEEN_MILLIS = 100;

/** The read API as a dashboard uses it: status over and over, and many who listen to the events. */
export async function benchHttp(): Promise<Figure[]> {
  const figures: Figure[] = [];
  await inWorkspace({ bare: true }, async (workspace) => {
    mkdirSync(workspace.path("millrace-agents"));
    const { finished } = await writeHistory(workspace.root, RUNS * EVENTS_EACH, 20);
    await workspace.must(["init"]);
    await workspace.must(["pause"]);
    figures.push(await beside(workspace, finished), ...(await inTheOwner(workspace, finished)));
  });
  return figures;
}

async function beside(workspace: Workspace, runs: number): Promise<Figure> {
  const { call, url } = await serve(workspace, undefined, LONG);
  const figure = await statusFigure(`HTTP status, ${runs} runs, beside the workspace, p99`, url);
  call.child.kill("SIGTERM");
  await call.ended;
  return figure;
}

async function inTheOwner(workspace: Workspace, runs: number): Promise<Figure[]> {
  const { call, url } = await serve(workspace, ["start", "--daemon", "--port", "0"], LONG);
  const status = await statusFigure(`HTTP status, ${runs} runs, in the daemon, p99`, url);
  const lag = await lagFigure(workspace, url);
  call.child.kill("SIGTERM");
  await call.ended;
  return [status, lag];
}

async function statusFigure(what: string, url: string): Promise<Figure> {
  const millis: number[] = [];
  for (let n = -50; n < REQUESTS; n++) {
    const began = performance.now();
    const response = await fetch(`${url}/status`);
    const { counts } = (await response.json()) as { counts?: { done?: number } };
    if (n >= 0) millis.push(performance.now() - began);
    if (counts?.done !== RUNS && (counts?.done ?? 0) < RUNS) throw new Error(`The status tells of ${counts?.done} items`);
  }
  return {
    what,
    measured: percentile(millis, 0.99),
    unit: "ms",
    bar: most(10),
    detail: `${REQUESTS} requests, one after the other; ${spread(millis)}`,
  };
}

/** From the time in the event, which is from before its sync, until the frame was read here: rather too long. */
async function lagFigure(workspace: Workspace, url: string): Promise<Figure> {
  const { asOf } = (await (await fetch(`${url}/status`)).json()) as { asOf: number };
  const isTask = ({ data, id }: Frame): boolean => id > asOf && data.type === "item.added";
  const streams = Array.from({ length: CLIENTS }, () =>
    readStream(`${url}/events?after=${asOf}`, (frames) => frames.filter(isTask).length >= TASKS),
  );
  await addTasks(workspace);
  const lags = (await Promise.all(streams)).flatMap((frames) =>
    frames.filter(isTask).map(({ at, data }) => performance.timeOrigin + at - Date.parse(data.time)),
  );
  return {
    what: `SSE behind the log, ${CLIENTS} clients, p99`,
    measured: percentile(lags, 0.99),
    unit: "ms",
    bar: most(50),
    detail: `${TASKS} tasks added, the event's own sync included; ${spread(lags)}`,
  };
}

/** One task after the other, by one process that is connected to the owner. */
async function addTasks(workspace: Workspace): Promise<void> {
  const [file, ...args] = program();
  const child = spawn(file, [...args, "add-tasks"], {
    cwd: workspace.root,
    env: { ...workspace.env },
    stdio: ["pipe", "ignore", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  for (let n = 0; n < TASKS; n++) {
    child.stdin.write(`${JSON.stringify({ title: `More ${n}`, run: ["true"] })}\n`);
    await new Promise((resume) => setTimeout(resume, BETWEEN_MILLIS));
  }
  child.stdin.end();
  const code = await ended;
  if (code !== 0) throw new Error(`add-tasks ended with ${code}`);
}
