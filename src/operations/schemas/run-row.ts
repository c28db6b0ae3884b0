import type { FinishedRun, Run } from "../../state/run.ts";
import type { Zod } from "../define-operation.ts";
import { iso } from "../iso.ts";

/** One line of a run, live or finished. */
export const runRowSchema = (z: Zod) =>
  z.object({
    id: z.string(),
    item: z.string(),
    loop: z.string(),
    plan: z.string(),
    live: z.boolean(),
    phase: z.string().describe("Of a live run its phase, of a finished one its outcome"),
    stage: z.string().nullable(),
    visits: z.number(),
    attempts: z.number(),
    reason: z.string().nullable(),
    started: z.iso.datetime(),
    millis: z.number(),
  });

export type RunRow = ReturnType<typeof liveRunRow>;

export function liveRunRow(run: Run, now: number) {
  return {
    id: run.id,
    item: run.item,
    loop: run.loop,
    plan: run.plan,
    live: true,
    phase: run.phase as string,
    stage: run.position.stage as string | null,
    visits: run.visit,
    attempts: run.attempts,
    reason: (run.waiting?.reason ?? null) as string | null,
    started: iso(run.startedTime),
    millis: Math.max(0, now - run.startedTime),
  };
}

export function finishedRunRow(run: FinishedRun): RunRow {
  const { id, item, loop, plan, outcome, visits, attempts, reason, startedTime, millis } = run;
  return { id, item, loop, plan, live: false, phase: outcome, stage: null, visits, attempts, reason, started: iso(startedTime), millis };
}
