import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProcessIdentity } from "../../../src/kernel/ports/proc.ts";
import { systemClock } from "../../../src/kernel/real/clock.ts";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { type RealProc, systemProc } from "../../../src/kernel/real/proc.ts";
import { sha256 } from "../../../src/kernel/sha256.ts";
import type { AttemptRef, EndAnswer, StageDispatch, StageOrder } from "../../../src/runners/contract/stage-dispatch.ts";
import type { StageReport } from "../../../src/runners/contract/stage-report.ts";
import type { StageRunRequest } from "../../../src/runners/contract/stage-run-request.ts";
import { type SupervisorCommand, supervisorCommand } from "../../../src/runners/local/supervisor-command.ts";
import { createLocalDispatch } from "../../../src/runners/local-dispatch.ts";

/** A workspace directory of its own with a dispatch over real processes. */
export interface Rig {
  root: string;
  token: string;
  dispatch: StageDispatch;
  /** A stage order; members of `changes` go over those of a builder of the command runner. */
  stage(changes?: Partial<StageRunRequest>, prompt?: string): Extract<StageOrder, { kind: "stage" }>;
  check(command: string, limits?: Partial<StageRunRequest["limits"]>): Extract<StageOrder, { kind: "check" }>;
  /** Starts and waits. Fails the test when it was not started. */
  run(order: StageOrder): Promise<EndAnswer>;
  report(order: StageOrder): Promise<StageReport>;
  read(ref: AttemptRef, name: string): string;
  exists(ref: AttemptRef, name: string): boolean;
  /** Another dispatch on the same workspace, as a restarted owner would have. */
  restarted(env?: Record<string, string | undefined>, supervisor?: SupervisorCommand): StageDispatch;
  /** Supervisors that this rig's dispatches started and that live. Under Deno all test files share one process: its children are not only ours. */
  supervisors(): ProcessIdentity[];
  /** Processes of this rig that live. */
  alive(): number;
  end(): Promise<void>;
}

export function newRig(env: Record<string, string | undefined> = process.env): Rig {
  const root = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), "millrace-runners-"));
  const token = sha256(root).slice(0, 32);
  const spawned: ProcessIdentity[] = [];
  const proc: RealProc = {
    ...systemProc,
    spawn(order) {
      const child = systemProc.spawn(order);
      spawned.push(child.identity);
      return child;
    },
  };
  const restarted = (own = env, supervisor = supervisorCommand()): StageDispatch =>
    createLocalDispatch({ root, token, fs: diskFs, clock: systemClock, proc, env: own, supervisor });
  const dispatch = restarted();
  const limits = { timeoutSeconds: 30, graceSeconds: 1, outputBytes: 1024 * 1024 };
  let visits = 0;
  const run = async (order: StageOrder): Promise<EndAnswer> => {
    const started = await dispatch.start(order);
    if (started.type !== "started") throw new Error(`not started: ${JSON.stringify(started)}`);
    return dispatch.ended(order);
  };
  return {
    root,
    token,
    dispatch,
    restarted,
    run,
    stage(changes = {}, prompt = "Do it.\n") {
      const visit = ++visits;
      const directory = `millrace-agents/runs/r1/attempts/${visit}.1`;
      fs.mkdirSync(join(root, directory), { recursive: true });
      fs.writeFileSync(join(root, directory, "prompt.md"), prompt);
      const request: StageRunRequest = {
        schema: "millrace.stage-request.v1",
        attempt: `r1.${visit}.1`,
        run: "r1",
        visit,
        try: 1,
        item: { id: "t1", kind: "task", title: "Title", revision: sha256("x"), document: "millrace-agents/tasks/active/t1.md" },
        plane: "execution",
        loop: "execution.standard",
        stage: "builder",
        legalTerminals: ["BUILDER_COMPLETE", "BLOCKED"],
        successTerminal: "BUILDER_COMPLETE",
        verifies: false,
        plan: sha256("plan"),
        runner: { name: "command", argv: [], model: null },
        prompt: { path: `${directory}/prompt.md`, hash: sha256(prompt) },
        skills: [],
        tree: null,
        directory,
        resultPath: `${directory}/result.json`,
        checks: [],
        runCommands: [],
        fixCommands: [],
        previous: [],
        limits,
        env: { allow: [], set: {} },
        ...changes,
      };
      return { kind: "stage", attempt: request.attempt, directory, epoch: 1, request };
    },
    check(command, changes = {}) {
      const visit = ++visits;
      return {
        kind: "check",
        attempt: `r1.${visit}.c1.1`,
        directory: `millrace-agents/runs/r1/checks/${visit}.c1.1`,
        epoch: 1,
        command,
        limits: { ...limits, ...changes },
        env: { allow: [], set: {} },
      };
    },
    async report(order) {
      const end = await run(order);
      if (end.type !== "ended") throw new Error(`gone: ${end.detail}`);
      return end.report;
    },
    read: (ref, name) => fs.readFileSync(join(root, ref.directory, name), "utf8"),
    exists: (ref, name) => fs.existsSync(join(root, ref.directory, name)),
    supervisors: () => spawned.filter(({ pid, started }) => systemProc.identify(pid)?.started === started),
    alive: () => systemProc.carrying("MILLRACE_WORKSPACE_TOKEN", token).length,
    async end() {
      dispatch.close();
      await dispatch.sweep(() => false);
      fs.rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Waits until something holds; false after `millis`. */
export async function eventually(holds: () => boolean, millis = 5000): Promise<boolean> {
  for (const until = Date.now() + millis; Date.now() < until; await systemClock.sleep(10)) if (holds()) return true;
  return holds();
}
