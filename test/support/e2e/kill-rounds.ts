import assert from "node:assert/strict";
import process from "node:process";
import { Acknowledged } from "./acknowledged.ts";
import { killAll } from "./kill-all.ts";
import type { Runtime } from "./program.ts";
import { randomFrom } from "./random.ts";
import { signalTo } from "./signal-to.ts";
import { keepsWhileSuspended, takesOver } from "./suspended-owner.ts";
import type { LogLine, Workspace } from "./workspace.ts";

/**
 * Whom a round kills: the owner alone, or everything that lives, as when the power goes; or it suspends the owner; or any one process,
 * be it the owner, a supervisor, or a stage's child.
 */
export type Victims = "owner" | "everything" | "suspended" | "anyone";

export interface KillOrder {
  tasks: number;
  seed: number;
  victims: Victims;
  /** Runtimes that starts alternate between; without any they are the calls of the workspace. */
  runtimes?: readonly Runtime[];
}

/** What the rounds came to; all of it was checked. */
export interface KillFigures {
  kills: number;
  /** Of the kills of one process: supervisors, and children of stages. */
  supervisors: number;
  children: number;
  /** Owners that were suspended and kept the workspace. */
  suspended: number;
  /** Owners that were suspended, lost their lock to another, and woke up. */
  replaced: number;
  /** Of those, how many still had something to write and were fenced. */
  fenced: number;
  /** Events that an owner had shown, each found in the log afterwards. */
  acknowledged: number;
}

/** Kills are frequent here, so that what was ordered and never launched may happen often at one visit. */
export const KILL_CONFIG = "[limits]\ninterruptions_per_visit = 50\n";
/** The same for a git repository, whose work is committed. */
export const KILL_CONFIG_COMMITS = `${KILL_CONFIG}\n[delivery]\nkind = "commit"\n`;

const LONGEST_MILLIS = 600;
/** Of a start that nobody kills: on a machine that is busy with other things. */
const PATIENCE_MILLIS = 240_000;

/**
 * Queues tasks whose builder and fixer note each attempt in a file, and kills or suspends `start --once` at random moments until
 * each is done. Checks after each that no attempt ran twice, none was forgotten, and nothing acknowledged was lost.
 */
export async function killRounds(workspace: Workspace, order: KillOrder): Promise<KillFigures> {
  const random = randomFrom(order.seed);
  const { runtimes = [] } = order;
  const figures: KillFigures = { kills: 0, supervisors: 0, children: 0, suspended: 0, replaced: 0, fenced: 0, acknowledged: 0 };
  const acknowledged = new Acknowledged();
  let starts = 0;
  for (let number = 1; number <= order.tasks; number++) {
    const id = `t${number}`;
    await workspace.must(["add-task", id, "--id", id, ...notingTask(id)]);
    for (let round = 0; ; round++) {
      const runtime = runtimes[starts++ % runtimes.length];
      const call = workspace.start(["start", "--once", "--json"], { ...(runtime ? { runtime } : {}), timeout: PATIENCE_MILLIS });
      let killed = round < 8 && (await liveAfter(call.ended, 20 + random(LONGEST_MILLIS)));
      if (killed && order.victims === "suspended") {
        if (random(2) === 0) {
          const replaced = await takesOver(workspace, call);
          if (replaced) figures.replaced++;
          if (replaced?.woke === "fenced") figures.fenced++;
          acknowledged.note(replaced?.out ?? "");
          acknowledged.note((await call.ended).out);
          continue;
        }
        if (await keepsWhileSuspended(workspace, call)) figures.suspended++;
        killed = await liveAfter(call.ended, random(LONGEST_MILLIS));
      }
      if (killed && order.victims === "anyone" && !killsOwner(workspace, call.pid, random, figures)) {
        // The owner lives on, and settles what became of the one that was killed.
        killed = false;
      } else if (killed) {
        figures.kills++;
        process.kill(call.pid, "SIGKILL");
        if (order.victims === "everything") killAll(workspace);
      }
      const { code, out, err } = await call.ended;
      acknowledged.note(out);
      if (killed || (order.victims === "anyone" && lostItsGit(code, out))) continue;
      // One that was killed after the end of the work, or that took the place of this one, leaves nothing to do.
      const wasDone = code === 10 && workspace.has(`millrace-agents/tasks/done/${id}.md`);
      // A command that was killed has failed, rightly: what it was to do may then be beyond the shell.
      const wasBlocked = order.victims === "anyone" && code === 6;
      assert.equal(wasDone || wasBlocked ? 0 : code, 0, `${id} with seed ${order.seed}: ${out}\n${err}`);
      break;
    }
    checkTask(workspace, id, order);
    acknowledged.check(workspace, `${id} with seed ${order.seed}`);
  }
  figures.acknowledged = acknowledged.count;
  return figures;
}

/** Its git was the one that was killed: it says so and ends, and the next start carries on. */
function lostItsGit(code: number | null, out: string): boolean {
  return code === 1 && /"code":"git\.failed","message":"[^"]* failed \(killed\)/.test(out);
}

function notingTask(id: string): string[] {
  const run = `echo $MILLRACE_ATTEMPT >> ${id}.ran; sleep 0.1; echo $MILLRACE_ATTEMPT >> ${id}.ended`;
  const fix = `echo $MILLRACE_ATTEMPT >> ${id}.ran; sleep 0.2; echo fixed > ${id}.out; echo $MILLRACE_ATTEMPT >> ${id}.ended`;
  return ["--run", run, "--check", `sleep 0.05; grep -q fixed ${id}.out`, "--fix", fix];
}

/** Whether it is still running after so many milliseconds. */
async function liveAfter(ended: Promise<unknown>, millis: number): Promise<boolean> {
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
  const isWhole = victims !== "everything" && victims !== "anyone";
  if (isWhole) assert.deepEqual(ran, due, `${about}: what ran is not what was launched`);
  else if (victims === "everything")
    for (const attempt of due) if (!lost.includes(attempt)) assert.ok(ran.includes(attempt), `${about}: ${attempt} never ran`);
  for (const attempt of ran) assert.ok(due.includes(attempt), `${about}: ${attempt} ran, but the log does not say so`);
  if (isWhole) assert.deepEqual(workspace.lines(`${id}.ended`), due, `${about}: an attempt was cut short`);
  const ends = events.filter(({ type, attempt }) => (type === "attempt.ended" || type === "attempt.lost") && attempt);
  assert.equal(new Set(ends.map(({ attempt }) => attempt)).size, ends.length, `${about}: an attempt ended twice`);
  const settled = events.filter(({ type }) => type === "run.moved" || type === "run.concluded");
  assert.equal(new Set(settled.map(({ run, data }) => `${run} ${data.visit}`)).size, settled.length, `${about}: a visit was settled twice`);
  const home = events.findLast(({ type }) => type === "item.moved")?.data.to;
  if (victims === "anyone" && home === "blocked") {
    assert.ok(workspace.has(`millrace-agents/tasks/blocked/${id}.md`), about);
    return;
  }
  const course = settled.map(({ data }) => `${data.from} ${data.effective}`);
  if (victims === "anyone") assert.equal(course.at(-1), "updater UPDATE_COMPLETE", about);
  else
    assert.deepEqual(
      course,
      [
        "builder BUILDER_COMPLETE",
        "checker FIX_NEEDED",
        "fixer FIXER_COMPLETE",
        "doublechecker DOUBLECHECK_PASS",
        "updater UPDATE_COMPLETE",
      ],
      about,
    );
  assert.ok(workspace.has(`millrace-agents/tasks/done/${id}.md`), about);
  if (!workspace.has(".git") || !workspace.read("millrace.toml").includes('kind = "commit"')) return;
  const commits = workspace.git("log", "--format=%(trailers:key=Millrace-Item,valueonly,separator=)").split("\n");
  assert.equal(commits.filter((item) => item === id).length, 1, `${about}: its work was committed otherwise than once`);
}

function attempts(events: readonly LogLine[], fits: (event: LogLine) => boolean): string[] {
  return events.filter(fits).map(({ attempt }) => attempt ?? "");
}

/** Whether the one that is to be killed is the owner; anyone else is killed here. */
function killsOwner(workspace: Workspace, owner: number, random: (below: number) => number, figures: KillFigures): boolean {
  const living = workspace.living();
  const victim = living[random(living.length)];
  if (!victim || victim.pid === owner) return true;
  // From source its command names supervisor/entry.ts, compiled it is __supervise.
  if (/supervisor\/|__supervise/.test(victim.command)) figures.supervisors++;
  else figures.children++;
  signalTo(victim.pid, "SIGKILL");
  return false;
}
