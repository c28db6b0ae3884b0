import type { AnyEvent } from "../events/event.ts";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { World } from "../kernel/world.ts";
import type { FinishedRun, Run } from "../state/run.ts";
import { adoptCompiled } from "./adopt-compiled.ts";
import { compileWorkspace } from "./compile-workspace.ts";
import { controlOf, type ServeControl } from "./control/control.ts";
import { serveWhile } from "./control/serve-while.ts";
import { Driver, type Rest } from "./driver.ts";
import { localEffects } from "./local-effects.ts";
import { drainAsOwner } from "./mailbox/drain-as-owner.ts";
import { serveMailbox } from "./mailbox/serve.ts";
import { moveLifecycle } from "./move-lifecycle.ts";
import { noneReady } from "./none-ready.ts";
import type { Owned } from "./own-workspace.ts";
import { projectOwned } from "./project-owned.ts";
import { slotsTaken } from "./ready.ts";
import { takeInSettled } from "./take-in-documents.ts";
import { takeWorkspace } from "./take-workspace.ts";

export interface StartOnceOptions {
  /** The item to work on; the next ready one when absent. */
  item?: string;
  mode?: string;
  /** Visits after which no further stage is launched. */
  maxStages?: number;
  signal: AbortSignal;
  /** Gets every event as it becomes durable. */
  onEvent?: (event: AnyEvent) => void;
  /** Gets facts for people that are no events, e.g. that a torn tail was moved aside. */
  onNote?: (note: string) => void;
  /** Makes this owner reachable while it works. */
  serve?: ServeControl;
}

export interface StartOnceResult {
  outcome: "done" | "blocked" | "handoff" | "cancelled" | "interrupted" | "stages" | "paused" | "stopped";
  /** The runs that ended in this call. */
  runs: FinishedRun[];
  /** Visits settled in this call. */
  stages: number;
}

/** What a start takes from the machine; the simulator has its own. */
export interface StartParts {
  effects: typeof localEffects;
  compile: typeof compileWorkspace;
}

const REAL: StartParts = { effects: localEffects, compile: compileWorkspace };

/**
 * Owns the workspace, carries on what an earlier owner left, or else claims the next ready item, and drives it to the end
 * of its loop. Throws `owner.taken`, `plan.invalid`, `item.none-ready`, or what the log throws; whatever was acknowledged
 * before stands, and the next start carries on from there.
 */
export async function startOnce(world: World, root: string, options: StartOnceOptions, parts: StartParts = REAL): Promise<StartOnceResult> {
  const owned = await takeWorkspace(world, root, "once", options.signal);
  const projection = projectOwned(world, owned);
  const runs: FinishedRun[] = [];
  owned.store.listen((events) => {
    for (const event of events) {
      options.onEvent?.(event);
      const run = event.type === "run.finished" ? owned.store.state.finishedRuns.get(event.run ?? "") : undefined;
      if (run) runs.push(run);
    }
  });
  let clean = false;
  let reason = "failed";
  try {
    const { repaired } = owned;
    if (repaired) options.onNote?.(`${repaired.bytes} torn bytes at the end of the log were moved to log/${repaired.moved}`);
    await takeInSettled(world, owned, projection, { onNote: (note) => options.onNote?.(note), signal: options.signal });
    const { rest, stages } = await work(world, owned, options, parts);
    moveLifecycle(owned, "STOPPED");
    clean = true;
    reason = rest;
    return { outcome: outcomeOf(rest, runs), runs, stages };
  } catch (error) {
    clean = stopsCleanly(owned, error);
    if (error instanceof MillraceError) reason = error.code;
    throw error;
  } finally {
    await owned.release(reason, { clean });
  }
}

async function work(world: World, owned: Owned, options: StartOnceOptions, parts: StartParts): Promise<{ rest: Rest; stages: number }> {
  const { store, layout } = owned;
  await drainAsOwner(world, owned);
  moveLifecycle(owned, "STARTED");
  const compiled = await parts.compile(world, layout.root, options.mode === undefined ? {} : { mode: options.mode });
  await adoptCompiled(world, owned, compiled);
  if (!compiled.ok) options.onNote?.("The plan does not compile, so the last good one stays in force: millrace compile validate");
  for (const run of store.state.runs.values()) options.onNote?.(carriedOn(run));
  let claims = slotsTaken(store.state) > 0 ? 0 : 1;
  if (claims > 0 && store.state.lifecycle === "running") refuseWhenNoneIsReady(owned, options.item);
  const effects = await parts.effects(world, owned, options.signal);
  const driver = new Driver(effects, {
    mayClaim: () => claims-- > 0,
    item: options.item ?? null,
    maxStages: options.maxStages ?? Number.POSITIVE_INFINITY,
  });
  const serving = new AbortController();
  const control = controlOf({ world, owned, driver, compile: parts.compile, mode: options.mode });
  const served = serveMailbox(world, owned, control, serving.signal).catch((error: unknown) => driver.fail(error));
  try {
    return { rest: await serveWhile(control, options.serve, options.onNote, () => driver.run()), stages: driver.settled };
  } finally {
    serving.abort();
    await served;
    await drainAsOwner(world, owned);
    effects.dispatch.close();
  }
}

function refuseWhenNoneIsReady({ store }: Owned, item: string | undefined): void {
  const { state } = store;
  if (item !== undefined || state.plan === null) return;
  const refusal = noneReady(state, store.plans.get(state.plan.hash).plan.loopFor);
  if (refusal) throw new MillraceError(refusal.code, refusal.values);
}

/** After an expected refusal the log is whole and the end is a clean one; after a failure of the log nothing more is written. */
function stopsCleanly(owned: Owned, error: unknown): boolean {
  if (!(error instanceof MillraceError) || error.code.startsWith("log.")) return false;
  moveLifecycle(owned, "STOPPED");
  return true;
}

function outcomeOf(rest: Rest, runs: FinishedRun[]): StartOnceResult["outcome"] {
  if (rest !== "idle") return rest;
  return runs.at(-1)?.outcome ?? "paused";
}

function carriedOn({ id, position, attempt }: Run): string {
  return `Carries on ${id} at ${position.stage}${attempt ? `, with attempt ${attempt.id} that was under way` : ""}`;
}
