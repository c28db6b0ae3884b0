import { join } from "node:path";
import type { SpawnedProcess } from "../kernel/ports/proc.ts";
import { attemptFiles } from "./attempt-files.ts";
import { readClaim, takeClaim } from "./claim.ts";
import type { AttemptRef, EndAnswer, StageDispatch } from "./contract/stage-dispatch.ts";
import { endTree } from "./end-tree.ts";
import { attemptState } from "./local/attempt-state.ts";
import { held } from "./local/held.ts";
import { launch } from "./local/launch.ts";
import { marksOf } from "./local/marks.ts";
import type { Local, LocalDispatchOptions } from "./local/options.ts";
import { hearingOf, reportOf } from "./local/report.ts";
import { speaker } from "./local/speaker.ts";
import { stopAttempt } from "./local/stop-attempt.ts";
import { supervisorCommand } from "./local/supervisor-command.ts";
import { newSupervisors } from "./local/supervisors.ts";
import { sweepWorkspace } from "./local/sweep-workspace.ts";

const LONGEST_PAUSE_MILLIS = 250;
const OWN_CHILD_PAUSE_MILLIS = 10_000;

/** Stages and checks as processes of this machine, each owned by a supervisor that outlives the runtime. */
export function createLocalDispatch(options: LocalDispatchOptions): StageDispatch {
  const local: Local = { supervisor: supervisorCommand(), ...options };
  const said = speaker(local.env, local.root);
  const supervisors = newSupervisors(local);
  const children = new Map<string, SpawnedProcess>();

  /** After this nothing of a dead supervisor's attempt lives. */
  const reap = (ref: AttemptRef): Promise<number> => endTree(local.proc, local.clock, marksOf(local, ref), 0);

  const settled = async (ref: AttemptRef): Promise<EndAnswer | null> => {
    const state = attemptState(local, ref);
    if (state.type === "ended") {
      children.delete(ref.attempt);
      return { type: "ended", report: await reportOf(local, ref, state.outcome, said) };
    }
    if (state.type === "running") return null;
    if (state.type === "unclaimed") return { type: "gone", detail: "it was never claimed; forbid it before another attempt" };
    await reap(ref);
    return { type: "gone", detail: said(state.detail), ...(await hearingOf(local, ref, said)) };
  };

  return {
    start: (order) =>
      launch(local, supervisors, order, (child) => {
        children.set(order.attempt, child);
        void child.ended.finally(() => children.delete(order.attempt));
      }),
    async look(ref) {
      const state = attemptState(local, ref);
      if (state.type === "ended") return { type: "ended" };
      if (state.type !== "dead") return state;
      await reap(ref);
      return { type: "gone", detail: said(state.detail) };
    },
    async forbid(ref, epoch) {
      const path = join(local.root, ref.directory, attemptFiles.claim);
      local.fs.makeDirectory(join(local.root, ref.directory));
      if (takeClaim(path, { ...local.proc.self(), epoch, forbidden: true })) return true;
      const claim = readClaim(path);
      return claim !== null && claim !== "unreadable" && claim.forbidden;
    },
    async ended(ref, signal) {
      for (let pause = 50; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MILLIS)) {
        signal?.throwIfAborted();
        const answer = await settled(ref);
        if (answer) return answer;
        // A child's end is told at once; somebody else's child has to be looked for.
        const child = children.get(ref.attempt);
        if (child) await held(local.clock, child.ended, OWN_CHILD_PAUSE_MILLIS, signal);
        else await local.clock.sleep(pause, signal);
      }
    },
    stop: (ref, graceMillis) => stopAttempt(local, ref, graceMillis),
    sweep: (isLive) => sweepWorkspace(local, isLive),
    warm: supervisors.warm,
    close: supervisors.close,
  };
}
