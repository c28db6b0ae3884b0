import { watchDirectories } from "../../kernel/real/watch-directories.ts";
import type { World } from "../../kernel/world.ts";
import { choiceText } from "../../plan/modes/mode-choice.ts";
import type { FinishedRun } from "../../state/run.ts";
import { documentDirectories } from "../../workspace/directory-of.ts";
import { adoptCompiled } from "../adopt-compiled.ts";
import { asWorkingOwner, type StartOptions, type WorkEnd } from "../as-working-owner.ts";
import { compileWorkspace } from "../compile-workspace.ts";
import { controlOf } from "../control/control.ts";
import { serveWhile } from "../control/serve-while.ts";
import { Driver, type Rest } from "../driver.ts";
import { localEffects } from "../local-effects.ts";
import { drainAsOwner } from "../mailbox/drain-as-owner.ts";
import { moveLifecycle } from "../move-lifecycle.ts";
import type { Owned } from "../own-workspace.ts";
import type { Projection } from "../project-owned.ts";
import type { StartParts } from "../start-once.ts";
import { takeInDocuments } from "../take-in-documents.ts";
import { Housekeeper } from "./housekeeper.ts";

export interface DaemonOptions extends StartOptions {
  /** Runs that are begun at most; the daemon ends when they have ended. */
  maxRuns?: number;
}

export interface DaemonResult {
  /** `stopped` by command, `interrupted` by a signal, `idle` once `maxRuns` have ended. */
  outcome: Extract<Rest, "stopped" | "interrupted" | "idle">;
  /** The last runs that ended. */
  runs: FinishedRun[];
  /** Visits settled. */
  stages: number;
}

/** What a daemon takes from the machine; the simulator has its own. */
export interface DaemonParts extends StartParts {
  watch: typeof watchDirectories;
}

const REAL: DaemonParts = { effects: localEffects, compile: compileWorkspace, watch: watchDirectories };

/** A daemon lives long: of the runs that ended it keeps only so many. */
const RUNS_KEPT = 100;

/**
 * Owns the workspace, adopts what an earlier owner left, and works until it is stopped, without sleeping while there is work.
 * Throws `owner.taken`, `plan.invalid` without any good plan, or what the log throws; stages then run on for the next owner.
 */
export async function startDaemon(world: World, root: string, options: DaemonOptions, parts: DaemonParts = REAL): Promise<DaemonResult> {
  const work = (here: World, owned: Owned, projection: Projection): Promise<WorkEnd> =>
    keepWorking(here, owned, projection, options, parts);
  const { rest, stages, runs } = await asWorkingOwner(world, root, options, { role: "daemon", keep: RUNS_KEPT, work });
  return { outcome: rest === "interrupted" || rest === "stopped" ? rest : "idle", runs, stages };
}

async function keepWorking(
  world: World,
  owned: Owned,
  projection: Projection,
  options: DaemonOptions,
  parts: DaemonParts,
): Promise<WorkEnd> {
  const { layout } = owned;
  const onNote = (note: string): void => options.onNote?.(note);
  await drainAsOwner(world, owned);
  moveLifecycle(owned, "STARTED");
  await takeInDocuments(world, owned, projection, { how: "start", onNote });
  const compiled = await parts.compile(world, layout.root, options.mode === undefined ? {} : { mode: options.mode });
  await adoptCompiled(world, owned, compiled);
  if (compiled.ok && compiled.choice) onNote(choiceText(compiled.choice));
  if (!compiled.ok) onNote("The plan does not compile, so the last good one stays in force: millrace compile validate");
  const effects = await parts.effects(world, owned, options.signal);
  let claims = options.maxRuns ?? Number.POSITIVE_INFINITY;
  const mayClaim = (): boolean => claims > 0 && claims-- > 0;
  const stays = (): boolean => claims > 0;
  const driver = new Driver(effects, { mayClaim, item: null, maxStages: Number.POSITIVE_INFINITY, stays });
  const control = controlOf({ world, owned, driver, compile: parts.compile, mode: options.mode, onNote });
  const watch = (onHint: (path: string) => void) => parts.watch(watched(owned), onHint);
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
