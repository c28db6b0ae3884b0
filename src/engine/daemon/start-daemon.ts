import type { AnyEvent } from "../../events/event.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { watchDirectories } from "../../kernel/real/watch-directories.ts";
import type { World } from "../../kernel/world.ts";
import type { FinishedRun } from "../../state/run.ts";
import { documentDirectories } from "../../workspace/directory-of.ts";
import { adoptCompiled } from "../adopt-compiled.ts";
import { compileWorkspace } from "../compile-workspace.ts";
import { controlOf, type ServeControl } from "../control/control.ts";
import { serveWhile } from "../control/serve-while.ts";
import { Driver, type Rest } from "../driver.ts";
import { localEffects } from "../local-effects.ts";
import { drainAsOwner } from "../mailbox/drain-as-owner.ts";
import { moveLifecycle } from "../move-lifecycle.ts";
import type { Owned } from "../own-workspace.ts";
import { type Projection, projectOwned } from "../project-owned.ts";
import { takeInDocuments } from "../take-in-documents.ts";
import { takeWorkspace } from "../take-workspace.ts";
import { Housekeeper } from "./housekeeper.ts";

export interface DaemonOptions {
  mode?: string;
  /** Runs that are begun at most; the daemon ends when they have ended. */
  maxRuns?: number;
  signal: AbortSignal;
  /** Gets every event as it becomes durable. */
  onEvent?: (event: AnyEvent) => void;
  /** Gets facts for people that are no events. */
  onNote?: (note: string) => void;
  serve?: ServeControl;
}

export interface DaemonResult {
  /** `stopped` by command, `interrupted` by a signal, `idle` once `maxRuns` have ended. */
  outcome: Extract<Rest, "stopped" | "interrupted" | "idle">;
  /** The last runs that ended. */
  runs: FinishedRun[];
  /** Visits settled. */
  stages: number;
}

/** A daemon lives long: of the runs that ended it keeps only so many. */
const RUNS_KEPT = 100;

/**
 * Owns the workspace, adopts what an earlier owner left, and works until it is stopped, without sleeping while there is work.
 * Throws `owner.taken`, `plan.invalid` without any good plan, or what the log throws; stages then run on for the next owner.
 */
export async function startDaemon(world: World, root: string, options: DaemonOptions): Promise<DaemonResult> {
  const owned = await takeWorkspace(world, root, "daemon", options.signal);
  const projection = projectOwned(world, owned);
  const runs: FinishedRun[] = [];
  owned.store.listen((events) => {
    for (const event of events) {
      options.onEvent?.(event);
      const run = event.type === "run.finished" ? owned.store.state.finishedRuns.get(event.run ?? "") : undefined;
      if (run && runs.push(run) > RUNS_KEPT) runs.shift();
    }
  });
  let clean = false;
  let reason = "failed";
  try {
    const { repaired } = owned;
    if (repaired) options.onNote?.(`${repaired.bytes} torn bytes at the end of the log were moved to log/${repaired.moved}`);
    const { rest, stages } = await work(world, owned, projection, options);
    moveLifecycle(owned, "STOPPED");
    clean = true;
    reason = rest;
    return { outcome: rest === "interrupted" || rest === "stopped" ? rest : "idle", runs, stages };
  } catch (error) {
    clean = error instanceof MillraceError && !error.code.startsWith("log.");
    if (clean) moveLifecycle(owned, "STOPPED");
    throw error;
  } finally {
    await owned.release(reason, { clean });
  }
}

async function work(world: World, owned: Owned, projection: Projection, options: DaemonOptions): Promise<{ rest: Rest; stages: number }> {
  const { layout } = owned;
  const onNote = (note: string): void => options.onNote?.(note);
  await drainAsOwner(world, owned);
  moveLifecycle(owned, "STARTED");
  await takeInDocuments(world, owned, projection, { how: "start", onNote });
  const compiled = await compileWorkspace(world, layout.root, options.mode === undefined ? {} : { mode: options.mode });
  await adoptCompiled(world, owned, compiled);
  if (!compiled.ok) onNote("The plan does not compile, so the last good one stays in force: millrace compile validate");
  const effects = await localEffects(world, owned, options.signal);
  let claims = options.maxRuns ?? Number.POSITIVE_INFINITY;
  const mayClaim = (): boolean => claims > 0 && claims-- > 0;
  const stays = (): boolean => claims > 0;
  const driver = new Driver(effects, { mayClaim, item: null, maxStages: Number.POSITIVE_INFINITY, stays });
  const control = controlOf({ world, owned, driver, compile: compileWorkspace, mode: options.mode });
  const watch = (onHint: (path: string) => void) => watchDirectories(watched(owned), onHint);
  const housekeeper = new Housekeeper({ world, owned, projection, driver, control, watch, onNote });
  const keeping = new AbortController();
  const kept = housekeeper.run(keeping.signal).catch((error: unknown) => driver.fail(error));
  try {
    const rest = await serveWhile(control, options.serve, onNote, () => driver.run());
    keeping.abort();
    await kept;
    await drainAsOwner(world, owned);
    return { rest, stages: driver.settled };
  } finally {
    keeping.abort();
    await kept;
    effects.dispatch.close();
  }
}

function watched({ layout }: Owned): string[] {
  return [layout.mailboxIncoming, layout.ideasInbox, ...documentDirectories.map(({ path }) => `${layout.agents}/${path}`)];
}
