import { posix } from "node:path";
import type { Sandbox } from "../plan/sandbox/sandbox.ts";
import { attemptFiles } from "./attempt-files.ts";
import type { FailureClass } from "./contract/failure-class.ts";
import type { EndAnswer, StageDispatch } from "./contract/stage-dispatch.ts";
import type { StageEnvironment } from "./contract/stage-run-request.ts";

export interface CheckOrder {
  run: string;
  /** The visit that asks; 0 for the baseline before the first. */
  visit: number;
  epoch: number;
  /** The run's directory, relative to the workspace root. */
  runDirectory: string;
  checks: readonly { check: string; command: string; timeoutSeconds: number }[];
  graceSeconds: number;
  outputBytes: number;
  env: StageEnvironment;
  sandbox?: Sandbox | undefined;
}

/** One check's end. `failure` is null when the command came to an end by itself, whatever its exit code. */
export interface CheckResult {
  check: string;
  command: string;
  passed: boolean;
  exit: number | null;
  timedOut: boolean;
  millis: number;
  /** Path of the captured output, relative to the run's directory. */
  output: string;
  /** SHA-256 of that output; null when it is empty or lost. */
  outputHash: string | null;
  failure: FailureClass | null;
}

export interface CheckWatch {
  /** An abort stops the running check. */
  signal?: AbortSignal | undefined;
  /** Called before each check is started; what it throws ends all. */
  before?: (() => void) | undefined;
}

export type ChecksAnswer = { type: "done"; results: CheckResult[] } | { type: "interrupted" };

/** Tries of one check: a lost supervisor says nothing about the work. */
const LOSSES = 3;
const TRIES = 1000;

/**
 * Runs checks one after the other, each as an attempt of its own that was never launched before: what an earlier owner left
 * running is ended first, and its result is not used, since the tree may have changed.
 */
export async function runChecks(dispatch: StageDispatch, order: CheckOrder, watch: CheckWatch = {}): Promise<ChecksAnswer> {
  const { signal } = watch;
  const results: CheckResult[] = [];
  for (const [index, check] of order.checks.entries()) {
    if (signal?.aborted) return { type: "interrupted" };
    const result = await runCheck(dispatch, order, check, index + 1, watch);
    if (!result) return { type: "interrupted" };
    results.push(result);
  }
  return { type: "done", results };
}

async function runCheck(
  dispatch: StageDispatch,
  order: CheckOrder,
  check: CheckOrder["checks"][number],
  number: number,
  { signal, before: mayStart }: CheckWatch,
): Promise<CheckResult | null> {
  let losses = 0;
  for (let k = 1; k <= TRIES; k++) {
    const name = `${order.visit}.c${number}.${k}`;
    const ref = { attempt: `${order.run}.${name}`, directory: posix.join(order.runDirectory, "checks", name) };
    const output = posix.join("checks", name, attemptFiles.stdout);
    const before = await dispatch.look(ref);
    if (before.type === "running") await dispatch.stop(ref, order.graceSeconds * 1000);
    if (before.type !== "unclaimed") continue;
    const { epoch, env, outputBytes, graceSeconds, sandbox } = order;
    const limits = { timeoutSeconds: check.timeoutSeconds, graceSeconds, outputBytes };
    mayStart?.();
    const start = await dispatch.start({ ...ref, kind: "check", epoch, command: check.command, limits, env, sandbox });
    if (start.type === "failed" && ++losses >= LOSSES) return lost(check, output, "spawn_failed");
    if (start.type !== "started") continue;
    const end = await endOrStop(dispatch, ref, graceSeconds, signal);
    if (!end) return null;
    if (end.type === "ended") return resultOf(check, output, end.report);
    if (++losses >= LOSSES) return lost(check, output, "supervisor_lost");
  }
  return lost(check, "", "supervisor_lost");
}

/** Null when the wait was aborted; nothing of the check lives then. */
async function endOrStop(
  dispatch: StageDispatch,
  ref: { attempt: string; directory: string },
  graceSeconds: number,
  signal: AbortSignal | undefined,
): Promise<EndAnswer | null> {
  try {
    const end = await dispatch.ended(ref, signal);
    return end.type === "ended" && end.report.failure === "interrupted" ? null : end;
  } catch (error) {
    if (!signal?.aborted) throw error;
    await dispatch.stop(ref, graceSeconds * 1000);
    return null;
  }
}

type Report = Extract<EndAnswer, { type: "ended" }>["report"];

function resultOf({ check, command }: { check: string; command: string }, output: string, report: Report): CheckResult {
  const ended = report.failure === null || (report.failure === "exit_nonzero" && report.exit !== null);
  return {
    check,
    command,
    passed: report.failure === null && report.exit === 0,
    exit: report.exit,
    timedOut: report.failure === "timeout",
    millis: report.millis,
    output,
    outputHash: report.artifacts.find(({ name }) => name === attemptFiles.stdout)?.hash ?? null,
    failure: ended ? null : report.failure,
  };
}

function lost({ check, command }: { check: string; command: string }, output: string, failure: FailureClass): CheckResult {
  return { check, command, passed: false, exit: null, timedOut: false, millis: 0, output, outputHash: null, failure };
}
