import { countOf } from "../../state/day.ts";
import { iso } from "../iso.ts";
import { finishedRunRow } from "../schemas/run-row.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/** Finished runs that the detail names. */
const SHOWN = 10;

/** What a status leaves out for brevity. */
export function detailOf(view: WorkspaceView) {
  const { runs, policy, day } = view.head;
  return {
    runs: [...runs.values()].map((run) => ({
      id: run.id,
      plan: run.plan,
      machine: run.machine,
      locks: run.locks,
      visits: run.visits.map(({ visit, stage, tries, claimed, effective, failure, summary, endedTime }) => ({
        visit,
        stage,
        tries,
        claimed,
        effective,
        failure: failure as string | null,
        summary,
        ended: iso(endedTime),
      })),
      checks: run.evidence.map(({ check, passed, exit, timedOut, millis }) => ({ check, passed, exit, timedOut, millis })),
      changed: run.changed,
      protectedChanged: run.protectedChanged,
      usage: run.usage,
      session: run.session
        ? { id: run.session.id, attempt: run.session.attempt, runner: run.session.runner, resumed: run.session.resumed }
        : null,
      failed: run.failed ? { attempt: run.failed.attempt, failure: run.failed.failure as string, detail: run.failed.detail } : null,
      itemSpent: view.item(run.item)?.spent ?? null,
    })),
    finished: view.finishedRuns({ limit: SHOWN }).map(finishedRunRow),
    policy: { ...policy },
    day: countOf(day, day.day),
  };
}
