import * as fs from "node:fs";
import { join, resolve } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { ProcessIdentity } from "../../kernel/ports/proc.ts";
import { systemClock } from "../../kernel/real/clock.ts";
import { diskFs } from "../../kernel/real/fs.ts";
import { systemProc } from "../../kernel/real/proc.ts";
import type { NativeCalls } from "../../kernel/real/proc-native.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import { attemptFiles } from "../attempt-files.ts";
import { takeClaim } from "../claim.ts";
import type { AttemptOutcome } from "../contract/attempt-outcome.ts";
import { endTree } from "../end-tree.ts";
import type { LaunchOrder } from "../launch-order.ts";
import { type TreeMarks, tokenVariable } from "../process-tree.ts";
import { startWatch } from "../watch/start-watch.ts";
import { confinedSteps } from "./confined-steps.ts";
import { type Cut, newCut } from "./cut.ts";
import { openOutputs } from "./output-files.ts";
import { readOrder } from "./read-order.ts";
import { runSteps } from "./run-steps.ts";
import { readStopRequest } from "./stop-request.ts";

const STOP_LOOK_MILLIS = 500;

/**
 * Owns one attempt: claims it, runs its steps under `env` and its limits, ends whatever they leave behind, and writes the
 * outcome last, durably. False when somebody had the claim: then nothing was launched.
 */
export async function supervise(directory: string, env: Record<string, string>, native: NativeCalls): Promise<boolean> {
  const order = readOrder(directory);
  const self = systemProc.self();
  if (!takeClaim(join(directory, attemptFiles.claim), { ...self, epoch: order.epoch, forbidden: false })) return false;

  const paths = absolutePaths(directory, order);
  // The workspace may be moved while it runs: from here on everything is relative to the attempt's directory itself.
  process.chdir(directory);
  return await superviseHere(order, { ...env, ...order.env, ...paths }, self, native);
}

async function superviseHere(order: LaunchOrder, env: Record<string, string>, self: ProcessIdentity, native: NativeCalls): Promise<true> {
  const directory = ".";
  const began = { wall: Date.now(), monotonic: systemClock.monotonic() };
  const cut = newCut(order.limits.graceMillis);
  const release = watchForCuts(directory, order, cut);
  const watch = order.watch ? startWatch(order.watch, systemClock, (reason, detail) => cut.call(reason, { detail })) : null;
  const outputs = openOutputs(directory, order.merge, order.limits.outputBytes, () => cut.call("output_limit"));
  const leaders: ProcessIdentity[] = [];
  native.mark(order.mark);
  const marks: TreeMarks = { token: order.env[tokenVariable] ?? "", mark: order.mark, leaders, supervisor: self.pid };
  const confined = await confinedSteps(order, env);
  const steps = await runSteps(confined.order, {
    directory,
    env: confined.env,
    native,
    clock: systemClock,
    outputs,
    watch,
    cut,
    launched(identity) {
      leaders.push(identity);
      replaceFile(diskFs, join(directory, attemptFiles.processes), JSON.stringify({ supervisor: self, leaders }), { durable: false });
    },
    // With its leader, a sandbox would end at once: it ends by itself when what runs in it has heeded TERM.
    end: (graceMillis) => endTree(systemProc, systemClock, marks, graceMillis, order.sandbox ? leaders : []),
  });
  confined.close();
  release();
  watch?.stop();
  outputs.close();
  for (const name of order.keep) syncIfThere(join(directory, name));
  await writeOutcome(directory, {
    schema: "millrace.attempt-outcome.v1",
    attempt: order.attempt,
    ...confined.settle(steps),
    timedOut: cut.reason() === "timeout",
    stopped: cut.reason() === "stopped",
    outputLimit: cut.reason() === "output_limit" && outputs.trouble() === null,
    ...watchedBy(cut),
    ...(watch && { spent: watch.spent() }),
    diskError: outputs.trouble(),
    startedAt: new Date(began.wall).toISOString(),
    endedAt: new Date().toISOString(),
    millis: Math.round(systemClock.monotonic() - began.monotonic),
    outputBytes: outputs.written(),
  });
  return true;
}

function watchedBy(cut: Cut): Pick<AttemptOutcome, "watched"> {
  const reason = cut.reason();
  if (reason === null || reason === "timeout" || reason === "stopped" || reason === "output_limit") return {};
  return { watched: { reason, detail: cut.detail() } };
}

/** Lets time, a stop file and SIGTERM end the attempt; gives what takes these watches down again. */
function watchForCuts(directory: string, order: LaunchOrder, cut: Cut): () => void {
  const stopFile = join(directory, attemptFiles.stop);
  const look = (): boolean => {
    const request = readStopRequest(stopFile);
    if (request) cut.call("stopped", { graceMillis: request.graceMillis });
    return request !== null;
  };
  const onTerm = (): void => void (look() || cut.call("stopped"));
  process.on("SIGTERM", onTerm);
  look();
  const looking = setInterval(look, STOP_LOOK_MILLIS);
  const timeout = setTimeout(() => cut.call("timeout"), Math.min(order.limits.timeoutMillis, 2 ** 31 - 1));
  return () => {
    clearInterval(looking);
    clearTimeout(timeout);
  };
}

function absolutePaths(directory: string, order: LaunchOrder): Record<string, string> {
  const root = resolve(directory, order.root);
  return Object.fromEntries(Object.entries(order.paths).map(([name, path]) => [name, resolve(root, path)]));
}

function syncIfThere(path: string): void {
  if (!fs.lstatSync(path, { throwIfNoEntry: false })?.isFile()) return;
  const fd = fs.openSync(path, "r");
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}

/** A full disk may have room again soon; an hour of work is worth the wait. */
async function writeOutcome(directory: string, outcome: AttemptOutcome): Promise<void> {
  for (let left = 30; ; left--) {
    try {
      return replaceFile(diskFs, join(directory, attemptFiles.outcome), `${JSON.stringify(outcome)}\n`, { durable: true });
    } catch (error) {
      // The stage removed its own directory: nobody could find the outcome.
      if (left === 0 || isFsError(error, "ENOENT")) throw error;
      await systemClock.sleep(1000);
    }
  }
}
