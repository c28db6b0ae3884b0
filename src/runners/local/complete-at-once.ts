import { join } from "node:path";
import { replaceFile } from "../../kernel/replace-file.ts";
import { attemptFiles } from "../attempt-files.ts";
import { takeClaim } from "../claim.ts";
import type { AttemptOutcome } from "../contract/attempt-outcome.ts";
import type { StartAnswer } from "../contract/stage-dispatch.ts";
import type { LaunchOrder } from "../launch-order.ts";
import type { Local } from "./options.ts";

/**
 * An attempt without anything to run needs no supervisor: the runtime writes its outcome, and then claims it for a process
 * that never was, so that it is seen as ended from the first instant. Null when somebody had the claim.
 */
export function completeAtOnce(local: Local, order: LaunchOrder, directory: string): StartAnswer | null {
  const identity = { pid: local.proc.self().pid, started: "nothing to run" };
  const now = new Date(local.clock.wall()).toISOString();
  const outcome: AttemptOutcome = {
    schema: "millrace.attempt-outcome.v1",
    attempt: order.attempt,
    exit: 0,
    signal: null,
    timedOut: false,
    stopped: false,
    outputLimit: false,
    spawnError: null,
    diskError: null,
    step: -1,
    startedAt: now,
    endedAt: now,
    millis: 0,
    outputBytes: 0,
    leftovers: 0,
  };
  replaceFile(local.fs, join(directory, attemptFiles.outcome), `${JSON.stringify(outcome)}\n`, { durable: true });
  if (!takeClaim(join(directory, attemptFiles.claim), { ...identity, epoch: order.epoch, forbidden: false })) return null;
  return { type: "started", identity };
}
