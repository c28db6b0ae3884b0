import assert from "node:assert/strict";
import process from "node:process";
import type { Runtime } from "./program.ts";
import { randomFrom } from "./random.ts";
import type { LogLine, Workspace } from "./workspace.ts";

/** Whom a round kills: the owner alone, or everything that lives, as when the power goes. */
export type Victims = "owner" | "everything";

export interface KillOrder {
  tasks: number;
  seed: number;
  victims: Victims;
  /** Runtimes that starts alternate between. */
  runtimes?: readonly Runtime[];
}

/** Kills are frequent here, so that what was ordered and never launched may happen often at one visit. */
export const KILL_CONFIG = "[limits]\ninterruptions_per_visit = 50\n";

const LONGEST_MILLIS = 900;

/**
 * Queues tasks whose builder and fixer note each attempt in a file, and kills `start --once` at random moments until each is
 * done. Checks after each that no attempt ran twice and none was forgotten. Gives the number of kills.
 */
export async function killRounds(workspace: Workspace, order: KillOrder): Promise<number> {
  const random = randomFrom(order.seed);
  const { runtimes = ["bun"] } = order;
  let kills = 0;
  let starts = 0;
  for (let number = 1; number <= order.tasks; number++) {
    const id = `t${number}`;
    await workspace.must(["add-task", id, "--id", id, ...notingTask(id)]);
    for (let round = 0; ; round++) {
      const runtime = runtimes[starts++ % runtimes.length] ?? "bun";
      const call = workspace.start(["start", "--once"], { runtime });
      const killed = round < 8 && (await killedWithin(call.ended, 20 + random(LONGEST_MILLIS)));
      if (killed) {
        kills++;
        process.kill(call.pid, "SIGKILL");
        if (order.victims === "everything") killAll(workspace);
      }
      const { code, out, err } = await call.ended;
      if (killed) continue;
      // A start that was killed after the end of the work leaves nothing to do.
      const wasDone = code === 10 && round > 0 && workspace.has(`millrace-agents/tasks/done/${id}.md`);
      assert.equal(wasDone ? 0 : code, 0, `${id} with seed ${order.seed}: ${out}\n${err}`);
      break;
    }
    checkTask(workspace, id, order);
  }
  return kills;
}

function notingTask(id: string): string[] {
  const run = `echo $MILLRACE_ATTEMPT >> ${id}.ran; sleep 0.1; echo $MILLRACE_ATTEMPT >> ${id}.ended`;
  const fix = `echo $MILLRACE_ATTEMPT >> ${id}.ran; sleep 0.2; echo fixed > ${id}.out; echo $MILLRACE_ATTEMPT >> ${id}.ended`;
  return ["--run", run, "--check", `sleep 0.05; grep -q fixed ${id}.out`, "--fix", fix];
}

/** True when it was still running after so many milliseconds. */
async function killedWithin(ended: Promise<unknown>, millis: number): Promise<boolean> {
  let over = false;
  await Promise.race([ended.then(() => (over = true)), new Promise((resume) => setTimeout(resume, millis))]);
  return !over;
}

function checkTask(workspace: Workspace, id: string, { seed, victims }: KillOrder): void {
  const about = `${id} with seed ${seed}`;
  const events = workspace.events().filter(({ subject }) => subject === id);
  const ran = workspace.lines(`${id}.ran`);
  assert.deepEqual(ran, [...new Set(ran)], `${about}: an attempt ran twice`);
  const launched = attempts(
    events,
    (event) => event.type === "attempt.requested" && ["builder", "fixer"].includes(String(event.data.stage)),
  );
  const never = attempts(events, (event) => event.type === "attempt.lost" && event.data.failure === "never_launched");
  const lost = attempts(events, (event) => event.type === "attempt.lost");
  const due = launched.filter((attempt) => !never.includes(attempt));
  if (victims === "owner") assert.deepEqual(ran, due, `${about}: what ran is not what was launched`);
  else for (const attempt of due) if (!lost.includes(attempt)) assert.ok(ran.includes(attempt), `${about}: ${attempt} never ran`);
  for (const attempt of ran) assert.ok(due.includes(attempt), `${about}: ${attempt} ran, but the log does not say so`);
  if (victims === "owner") assert.deepEqual(workspace.lines(`${id}.ended`), due, `${about}: an attempt was cut short`);
  const ends = events.filter(({ type, attempt }) => (type === "attempt.ended" || type === "attempt.lost") && attempt);
  assert.equal(new Set(ends.map(({ attempt }) => attempt)).size, ends.length, `${about}: an attempt ended twice`);
  const course = events
    .filter(({ type }) => type === "run.moved" || type === "run.concluded")
    .map(({ data }) => `${data.from} ${data.effective}`);
  assert.deepEqual(
    course,
    ["builder BUILDER_COMPLETE", "checker FIX_NEEDED", "fixer FIXER_COMPLETE", "doublechecker DOUBLECHECK_PASS", "updater UPDATE_COMPLETE"],
    about,
  );
  assert.ok(workspace.has(`millrace-agents/tasks/done/${id}.md`), about);
}

function attempts(events: readonly LogLine[], fits: (event: LogLine) => boolean): string[] {
  return events.filter(fits).map(({ attempt }) => attempt ?? "");
}

/** All at one moment, as the power goes: frozen first, so that none sees another die. */
function killAll(workspace: Workspace): void {
  const living = workspace.living();
  for (const name of ["SIGSTOP", "SIGKILL"] as const) for (const { pid } of living) signal(pid, name);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
