import type { AnyEvent } from "../events/event.ts";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { World } from "../kernel/world.ts";
import type { FinishedRun } from "../state/run.ts";
import type { ServeControl } from "./control/control.ts";
import type { Rest } from "./driver.ts";
import { inPlace } from "./in-place.ts";
import { moveLifecycle } from "./move-lifecycle.ts";
import type { Owned } from "./own-workspace.ts";
import { type Projection, projectOwned } from "./project-owned.ts";
import { takeWorkspace } from "./take-workspace.ts";

/** What every start is told, whether it works on one item or without end. */
export interface StartOptions {
  /** Stands in for the configured mode. */
  mode?: string;
  signal: AbortSignal;
  /** Gets every event as it becomes durable. */
  onEvent?: (event: AnyEvent) => void;
  /** Gets facts for people that are no events, e.g. that a torn tail was moved aside. */
  onNote?: (note: string) => void;
  /** Makes this owner reachable while it works. */
  serve?: ServeControl;
}

export interface WorkEnd {
  rest: Rest;
  /** Visits settled. */
  stages: number;
}

interface Working {
  role: "once" | "daemon";
  /** Of the runs that end, the last so many are kept. */
  keep: number;
  /** Is given the world in which it works. */
  work: (world: World, owned: Owned, projection: Projection) => Promise<WorkEnd>;
}

/**
 * Owns the workspace while `work` goes on, and lets go of it as its end calls for: after a failure of the log, or of this
 * program, nothing more is written. Throws `owner.taken`, and what `work` throws.
 */
export async function asWorkingOwner(
  world: World,
  root: string,
  options: StartOptions,
  { role, keep, work }: Working,
): Promise<WorkEnd & { runs: FinishedRun[] }> {
  const owned = await takeWorkspace(world, root, role, options.signal);
  const here = inPlace(world, owned);
  const projection = projectOwned(here, owned);
  const runs: FinishedRun[] = [];
  owned.store.listen((events) => {
    for (const event of events) {
      options.onEvent?.(event);
      const run = event.type === "run.finished" ? owned.store.state.finishedRuns.get(event.run ?? "") : undefined;
      if (run && runs.push(run) > keep) runs.shift();
    }
  });
  let clean = false;
  let reason = "failed";
  try {
    const { repaired } = owned;
    if (repaired) options.onNote?.(`${repaired.bytes} torn bytes at the end of the log were moved to log/${repaired.moved}`);
    const end = await work(here, owned, projection);
    moveLifecycle(owned, "STOPPED");
    clean = true;
    reason = end.rest;
    return { ...end, runs };
  } catch (error) {
    clean = stopsCleanly(owned, error);
    if (error instanceof MillraceError) reason = error.code;
    throw error;
  } finally {
    await owned.release(reason, { clean });
  }
}

/** After an expected refusal the log is whole and the end is a clean one; after a failure of the log nothing more is written. */
function stopsCleanly(owned: Owned, error: unknown): boolean {
  if (!(error instanceof MillraceError) || error.code.startsWith("log.")) return false;
  moveLifecycle(owned, "STOPPED");
  return true;
}
